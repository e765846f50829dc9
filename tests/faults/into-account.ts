import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded into a Sluice process before anything else (`node --import`): the practice account that it starts
 * gets the same modules loaded before it, and the `SLUICE_TEST_` variables. The product passes neither on.
 */
const spawn = childProcess.spawn as (
  command: string,
  args: readonly string[],
  options: childProcess.SpawnOptions,
) => childProcess.ChildProcess

const forTests = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name.startsWith('SLUICE_TEST_')),
)

Object.assign(childProcess, {
  spawn(command: string, args: readonly string[] = [], options: childProcess.SpawnOptions = {}) {
    const at = args.findIndex((arg) => /practice(\/main\.ts|\.js)$/.test(arg))
    if (at < 0) return spawn(command, args, options)
    const hooked = [...args.slice(0, at), ...process.execArgv, ...args.slice(at)]
    return spawn(command, hooked, { ...options, env: { ...options.env, ...forTests } })
  },
})
syncBuiltinESMExports()
