import { existsSync } from 'node:fs'

/**
 * Closes all but standard input, output and error, and becomes the command. bash, because dash handles only
 * descriptors up to 9.
 */
const closing =
  'for file in /proc/self/fd/*; do n=${file##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done; ' +
  'exec "$@"'

const shell = '/bin/bash'

/**
 * A command line that starts the same process without this one's open files and sockets. Node alone passes
 * none on. On Linux, Electron passes on Chromium's, about sixty: they keep another process's connections
 * open, and leave too few descriptors to wrk, which accepts only numbers up to 10 + 3 per connection.
 * @returns the command line unchanged where nothing is passed on, or where there is no bash
 */
export function withoutOpenFiles(command: string, args: readonly string[]): [string, string[]] {
  const leaks = process.platform === 'linux' && process.versions['electron'] !== undefined
  return leaks && existsSync(shell)
    ? [shell, ['-c', closing, 'sluice', command, ...args]]
    : [command, [...args]]
}
