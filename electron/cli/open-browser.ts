import { spawn } from 'node:child_process'

/**
 * Shows an address in the person's browser, if there is one. It has been printed anyway, so nothing is said
 * where that fails.
 */
export function openInBrowser(address: string): void {
  const command = opener(process.platform, process.env)
  if (command === undefined) return
  const [executable, ...args] = command
  const child = spawn(executable, [...args, address], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

/**
 * No shell takes part: an address is an argument and nothing else. Undefined on a Linux without a display,
 * where only a terminal's browser would come.
 */
export function opener(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}
