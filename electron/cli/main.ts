import { AppError, errorData } from '../../shared/errors.ts'
import { extendCommand, policyCommand, receiptCommand, sweepCommand } from './account-commands.ts'
import { parseRun, usage } from './arguments.ts'
import {
  deploymentsCommand,
  doctorCommand,
  exportCommand,
  runsCommand,
  showCommand,
  teardownCommand,
} from './listing-commands.ts'
import { answerPrompts } from './prompting.ts'
import { exitCodes, runCommand } from './run-command.ts'
import { serveCommand } from './serve-command.ts'
import { dataDir } from '../platform/data-dir.ts'
import { createEngine, type Engine } from '../engine/engine.ts'

type Command = (engine: Engine, args: string[]) => Promise<number>

const commands: Record<string, Command> = {
  run: (engine, args) => runCommand(engine, parseRun(args)),
  demo: (engine, args) =>
    runCommand(engine, parseRun(args, { experimentId: 'proxy-2017', durationSec: 3, rounds: 1 })),
  runs: runsCommand,
  show: showCommand,
  export: exportCommand,
  deployments: deploymentsCommand,
  teardown: teardownCommand,
  extend: extendCommand,
  receipt: receiptCommand,
  sweep: sweepCommand,
  policy: policyCommand,
  doctor: doctorCommand,
  serve: serveCommand,
}

/** Wrong input is the caller's to mend, and nothing was created. */
const usageCodes = new Set([
  'invalid-input',
  'not-found',
  'account-refused',
  'credentials',
  'unconfirmed',
  'preflight',
])

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2)
  if (['help', '--help', '-h'].includes(name) || args.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return exitCodes.done
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw new AppError('invalid-input', `There is no command "${name}". \`sluice help\` lists them.`)
  const engine = createEngine({ dataDir: dataDir() })
  // The page of `serve` answers them by itself.
  if (name !== 'serve') answerPrompts(engine)
  try {
    return await command(engine, args)
  } finally {
    await engine.close()
  }
}

process.exitCode = await main().catch((thrown: unknown) => {
  const { code, message } = errorData(thrown)
  process.stderr.write(`sluice: ${message}\n`)
  return usageCodes.has(code) ? exitCodes.usage : exitCodes.failed
})
