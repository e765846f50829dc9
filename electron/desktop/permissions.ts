import { session } from 'electron'

/** The only thing that a page may be allowed: to copy what a person asks it to copy. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Refuses every other permission, whether it is requested or only looked up. */
export function refusePermissions(): void {
  const pages = session.defaultSession
  pages.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  pages.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  pages.setDevicePermissionHandler(() => false)
}
