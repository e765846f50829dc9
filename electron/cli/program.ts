import { Command } from 'commander'
import { appVersion } from '../platform/version.ts'
import { command } from './called-as.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addDeploymentCommands } from './commands/deployments.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addEditCommands } from './commands/edit-runs.ts'
import { addExperimentsCommand } from './commands/experiments.ts'
import { addGateCommand } from './commands/gate.ts'
import { addImportCommand } from './commands/import.ts'
import { addPolicyCommand } from './commands/policy.ts'
import { addRunCommands } from './commands/run.ts'
import { addRunsCommands } from './commands/runs.ts'
import { addServeCommand } from './commands/serve.ts'
import { addSweepCommand } from './commands/sweep.ts'
import { addVerifyCommand } from './commands/verify.ts'
import { complainInLine, setQuiet, withoutColor } from './print.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { ExitCode } from './exit-codes.ts'

export interface WorkOptions {
  /** Where a person answers the engine's prompts: at the terminal, or in the served page. */
  prompts?: 'terminal' | 'page'
  /** What to do where the data folder or its database cannot be used; the command fails if left out. */
  withoutEngine?: (reason: AppError) => Promise<ExitCode>
}

/** Opens an engine, does the work of one command with it and closes it again. */
export type WithEngine = (work: (engine: Engine) => Promise<ExitCode>, options?: WorkOptions) => Promise<void>

/** Does the work of one command that needs no data folder. */
export type WithoutEngine = (work: () => ExitCode | Promise<ExitCode>) => Promise<void>

const helpWidth = 80

const notes = `
Runs and deployments are named by their id, the beginning of it, or last.

Environment:
  SLUICE_DATA_DIR  the folder that holds the database and the practice account
  NO_COLOR         leaves out colours

Exit codes:
  0 done, 1 failed, incomplete or unknown, 2 wrong usage, 130 interrupted;
  with a gate also 99 violated, 3 not judged (help gate)

Examples:
  $ sluice demo
  $ sluice experiments
  $ sluice run front-doors --until-sure
  $ sluice run proxy-2017 --scenario elb --scenario http-proxy --rounds 5
  $ sluice help run`

/** The command line as data for commander. It writes and throws, but never ends the process. */
export function createProgram(withEngine: WithEngine, withoutEngine: WithoutEngine): Command {
  const program = new Command('sluice')
    .description('Measure what it costs to put Amazon API Gateway in front of a service.')
    .usage('<command> [options]')
    .version(appVersion, '-v, --version', 'Show the version')
    .helpOption('-h, --help', 'Show help')
    .configureOutput({
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
      outputError: (text) => complainInLine(withoutPrefix(text)),
    })
    .configureHelp({ subcommandTerm, showGlobalOptions: true })
    .exitOverride()
    .addHelpText('after', () => `${notes}${calledText()}`)
  addTerminalOptions(program)
  program.commandsGroup('Experiments:')
  addExperimentsCommand(program, withEngine)
  addRunCommands(program, withEngine)
  addRunsCommands(program, withEngine)
  addEditCommands(program, withEngine)
  addCompareCommand(program, withEngine)
  addGateCommand(program, withEngine)
  addVerifyCommand(program, withoutEngine)
  addImportCommand(program, withEngine)
  program.commandsGroup('Deployments:')
  addDeploymentCommands(program, withEngine)
  addSweepCommand(program, withEngine)
  program.commandsGroup('Setup:')
  addDoctorCommand(program, withEngine)
  addPolicyCommand(program, withEngine)
  addServeCommand(program, withEngine)
  addCompletionCommand(program)
  addHelpCommand(program)
  return program
}

/** What every command takes; an option counts as soon as it is read, for the errors behind it. */
function addTerminalOptions(program: Command): void {
  setQuiet(false)
  program
    .option('-q, --quiet', 'Leave out progress: only results and errors')
    .option('--no-color', 'Leave out colours, as with NO_COLOR')
    .on('option:quiet', () => setQuiet(true))
    .on('option:no-color', withoutColor)
}

/** How the examples are to be read where the command has another name. */
function calledText(): string {
  const name = command('').trim()
  return name === 'sluice' ? '' : `\n\nHere, \`sluice\` stands for \`${name}\`.`
}

/** Commander's own shows the whole help for a name that it does not know. */
function addHelpCommand(program: Command): void {
  program.helpCommand(false)
  program
    .command('help')
    .description('Show help for a command')
    .argument('[command]', 'The name of the command')
    .addHelpText('after', '\nExamples:\n  $ sluice help run')
    .action(async (name: string | undefined) => {
      const found = name === undefined ? program : program.commands.find((one) => one.name() === name)
      // Treated as an unknown command, so that the error suggests the right name.
      if (found === undefined) await program.parseAsync([name ?? ''], { from: 'user' })
      else found.help()
    })
}

/** The name and the arguments; every command has options. */
function subcommandTerm(command: Command): string {
  const args = command.registeredArguments.map((arg) => {
    const name = `${arg.name()}${arg.variadic ? '...' : ''}`
    return arg.required ? `<${name}>` : `[${name}]`
  })
  return [command.name(), ...args].join(' ')
}

/** Commander's message and its suggestion, without what `complain` puts before it. */
function withoutPrefix(text: string): string {
  return text.trim().replace(/^error: /, '')
}
