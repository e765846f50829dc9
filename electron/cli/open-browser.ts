import { spawn } from 'node:child_process'

/**
 * Shows an address or a file in the person's browser, if there is one. An address has been printed anyway, so
 * nothing is said where that fails.
 * @param target without a secret: every user of the machine can list the arguments of a process
 */
export function openInBrowser(target: string): void {
  const command = opener(process.platform, process.env)
  if (command === undefined) return
  const [executable, ...args] = command
  const child = spawn(executable, [...args, target], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

/**
 * No shell takes part: the target is an argument and nothing else. Undefined on a Linux without a display,
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
