import { session } from 'electron'

/** The only permission that a page gets: to write to the clipboard when a person asks for it. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Refuses every other permission, both when it is requested and when it is checked. */
export function refusePermissions(): void {
  const pages = session.defaultSession
  pages.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  pages.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  pages.setDevicePermissionHandler(() => false)
}
