import { existsSync } from 'node:fs'

/**
 * Closes all but standard input, output and error, and becomes the command. dash could not: it knows
 * descriptors up to 9 only.
 */
const closing =
  'for file in /proc/self/fd/*; do n=${file##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done; exec "$@"'

const shell = '/bin/bash'

/**
 * A command line that starts the same process without the files and sockets of this one, as Node alone does
 * by itself. On Linux Chromium's are inherited by whatever Electron starts: sixty of them, which keep alive
 * what belongs to another process, and leave no room for the connections of a wrk, which takes descriptors
 * up to 10 + 3 per connection only.
 * @returns the command line as it is where nothing is inherited, and where there is no bash
 */
export function withoutOpenFiles(command: string, args: readonly string[]): [string, string[]] {
  const leaks = process.platform === 'linux' && process.versions['electron'] !== undefined
  return leaks && existsSync(shell)
    ? [shell, ['-c', closing, 'sluice', command, ...args]]
    : [command, [...args]]
}
