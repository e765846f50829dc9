import childProcess from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'

/**
 * Loaded before anything else, with `into-account.ts`: ends the practice account with SIGKILL as soon as it
 * has forked a process, once, and writes how that process and its siblings are marked.
 *
 * SLUICE_TEST_FORK  `<number> <command>`, such as `1 nginx`
 * SLUICE_TEST_DIED  the file that tells of the death
 */
const [number = '', wanted = ''] = (process.env['SLUICE_TEST_FORK'] ?? '').split(' ')
const died = process.env['SLUICE_TEST_DIED'] ?? ''
const spawn = childProcess.spawn as (
  command: string,
  args: readonly string[],
  options: childProcess.SpawnOptions,
) => childProcess.ChildProcess

let forks = 0
Object.assign(childProcess, {
  spawn(command: string, args: readonly string[] = [], options: childProcess.SpawnOptions = {}) {
    const child = spawn(command, args, options)
    const marker = options.env?.['SLUICE_PRACTICE']
    if (marker === undefined || !args.some((arg) => basename(arg) === wanted)) return child
    forks += 1
    if (forks === Number(number) && !existsSync(died)) {
      writeFileSync(died, marker)
      process.kill(process.pid, 'SIGKILL')
    }
    return child
  },
})
syncBuiltinESMExports()
