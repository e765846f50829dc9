import { Command } from 'commander'
import { terminalLine } from '../platform/terminal-text.ts'
import { appVersion } from '../platform/version.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addDeploymentCommands } from './commands/deployments.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addPolicyCommand } from './commands/policy.ts'
import { addRunCommands } from './commands/run.ts'
import { addRunsCommands } from './commands/runs.ts'
import { addServeCommand } from './commands/serve.ts'
import { addSweepCommand } from './commands/sweep.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { ExitCode } from './exit-codes.ts'

export interface WorkOptions {
  /** Where a person answers the engine's prompts: at the terminal, or in the served page. */
  prompts?: 'terminal' | 'page'
  /** What to do where the data folder or its database cannot be used; the command fails if left out. */
  withoutEngine?: (reason: AppError) => ExitCode
}

/** Opens an engine, does the work of one command with it and closes it again. */
export type WithEngine = (work: (engine: Engine) => Promise<ExitCode>, options?: WorkOptions) => Promise<void>

const helpWidth = 80

const notes = `
Environment:
  SLUICE_DATA_DIR  the folder that holds the database and the practice account

Exit codes:
  0 done, 1 failed, incomplete or unknown, 2 wrong usage, 130 interrupted

Examples:
  $ sluice demo
  $ sluice run proxy-2017 --scenario elb --scenario http-proxy --rounds 5
  $ sluice help run`

/** The command line as data for commander. It writes and throws, but never ends the process. */
export function createProgram(withEngine: WithEngine): Command {
  const program = new Command('sluice')
    .description('Measure what it costs to put Amazon API Gateway in front of a service.')
    .usage('<command> [options]')
    .version(appVersion, '-v, --version', 'Show the version')
    .helpOption('-h, --help', 'Show help')
    .configureOutput({
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
      outputError: (text, write) => write(`${terminalLine(oneLine(text))}\n`),
    })
    .configureHelp({ subcommandTerm })
    .exitOverride()
    .addHelpText('after', notes)
  program.commandsGroup('Experiments:')
  addRunCommands(program, withEngine)
  addRunsCommands(program, withEngine)
  addCompareCommand(program, withEngine)
  program.commandsGroup('Deployments:')
  addDeploymentCommands(program, withEngine)
  addSweepCommand(program, withEngine)
  program.commandsGroup('Setup:')
  addDoctorCommand(program, withEngine)
  addPolicyCommand(program, withEngine)
  addServeCommand(program, withEngine)
  addHelpCommand(program)
  return program
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
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name)
      // Treated as an unknown command, so that the error suggests the right name.
      if (command === undefined) await program.parseAsync([name ?? ''], { from: 'user' })
      else command.help()
    })
}

/** The name and the arguments; every command has options. */
function subcommandTerm(command: Command): string {
  const args = command.registeredArguments.map((arg) =>
    arg.required ? `<${arg.name()}>` : `[${arg.name()}]`,
  )
  return [command.name(), ...args].join(' ')
}

/** Commander's message and its suggestion, as the other errors of `sluice` are written. */
function oneLine(text: string): string {
  return text.trim().replace(/^error: /, 'sluice: ')
}
