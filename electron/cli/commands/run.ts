import { Option, type Command } from 'commander'
import type { Account } from '../../../shared/account.ts'
import { budgetLimits } from '../../../shared/budget.ts'
import type { CommandInput } from '../../../shared/contract.ts'
import type { LeadIn } from '../../../shared/experiment.ts'
import {
  accountOf,
  collect,
  collectScenarioOption,
  dollarsOf,
  leadInOf,
  lifetimeOf,
  secondsOf,
  wholeNumberOf,
  type ScenarioOptions,
} from '../option-values.ts'
import type { WithEngine } from '../program.ts'
import { runExperiment, type RunRequest } from '../run-experiment.ts'
import { runOn, type RunOnRequest } from '../run-on.ts'

interface RunOptions {
  account: Account
  accountId?: string
  yes?: true
  region?: string
  cap?: number
  lifetime?: number
  scenario?: string[]
  path?: string[]
  option?: ScenarioOptions
  duration?: number
  threads?: number
  connections?: number
  leadIn?: LeadIn
  rounds?: number
  seed?: number
  keep?: true
  on?: string
  json?: string
}

/** What `sluice demo` runs, with trials short enough to watch. */
const demo = { experimentId: 'proxy-2017', durationSec: 3, rounds: 1 }

/** `run` and `demo`: an experiment from its plan to its result. */
export function addRunCommands(program: Command, withEngine: WithEngine): void {
  const run = program
    .command('run')
    .description('Deploy an experiment, measure it, show the result, then tear it down')
    .argument('<experiment>', 'The id of the experiment, such as proxy-2017')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice run proxy-2017 --scenario elb --scenario http-proxy --rounds 5' +
        '\n  $ sluice run proxy-2017 --account work --cap 2 --json run.json' +
        '\n  $ sluice run proxy-2017 --on dabc1234 --scenario elb --rounds 5' +
        '\n  $ sluice run proxy-2017 --option lambda-256.ConnectionReuse=keep-alive',
    )
    .action((experimentId: string, options: RunOptions) =>
      withEngine((engine) =>
        options.on === undefined
          ? runExperiment(engine, requestOf(experimentId, options))
          : runOn(engine, requestOn(options.on, experimentId, options)),
      ),
    )
  addRunOptions(run, {})
  addOnOption(run)
  const demoCommand = program
    .command('demo')
    .description(`Run ${demo.experimentId} on the practice account, with short trials`)
    .addHelpText('after', '\nExamples:\n  $ sluice demo\n  $ sluice demo --duration 1s --path /')
    .action((options: RunOptions) =>
      withEngine((engine) => runExperiment(engine, requestOf(demo.experimentId, options))),
    )
  addRunOptions(demoCommand, demo)
}

function addRunOptions(command: Command, defaults: { durationSec?: number; rounds?: number }): void {
  const hours = budgetLimits.lifetimeMs.usual / 3_600_000
  command.optionsGroup('Account:')
  command.addOption(
    new Option('--account <account>', 'practice, environment or an AWS profile')
      .argParser(accountOf)
      .default(accountOf('practice'), 'practice'),
  )
  command
    .option('--account-id <number>', 'Confirm the AWS account by its number')
    .option('--yes', 'Confirm whichever AWS account it is')
    .option('--region <region>', 'The Region (default: that of the account, or of the experiment)')
    .option('--cap <dollars>', `The most it may cost (default: ${budgetLimits.capUsd.usual})`, dollarsOf)
    .option('--lifetime <time>', `Remove automatically after 90m, 2h or 1d (default: ${hours}h)`, lifetimeOf)
    .option('--keep', 'Do not tear down when done; it stays until --lifetime is over')
  command
    .optionsGroup('Experiment:')
    .option('--scenario <id>', 'Only this scenario (repeatable)', collect)
    .option('--path <path>', 'Only this path (repeatable)', collect)
    .option('--option <option>', 'SCENARIO.PARAMETER=VALUE of a scenario (repeatable)', collectScenarioOption)
  addLoadOptions(command, defaults)
  command.optionsGroup('Output:').option('--json <file>', 'Also write the run to a file')
}

/** What a deployment that exists has settled already. */
const settled = ['account', 'accountId', 'yes', 'region', 'cap', 'lifetime', 'keep', 'option']

function addOnOption(command: Command): void {
  command.optionsGroup('Account:')
  command.addOption(
    new Option('--on <deployment>', 'Run on a deployment that is ready, and keep it').conflicts(settled),
  )
}

function addLoadOptions(command: Command, defaults: { durationSec?: number; rounds?: number }): void {
  command
    .optionsGroup('Load (defaults: those of the experiment):')
    .option('--duration <time>', 'How long a trial lasts: 30s or 2m', secondsOf, defaults.durationSec)
    .option('--threads <n>', 'Threads of the load tool', wholeNumberOf)
    .option('--connections <n>', 'Open connections over all threads', wholeNumberOf)
    .option('--lead-in <time>', 'Load before each trial: 3s, or one-request', leadInOf)
    .option('--rounds <n>', 'How often each trial is repeated', wholeNumberOf, defaults.rounds)
    .option('--seed <n>', 'Repeat the order of an earlier run', wholeNumberOf)
}

function requestOf(experimentId: string, options: RunOptions): RunRequest {
  return {
    input: {
      choices: choicesOf(experimentId, options),
    },
    confirmed: options.yes
      ? 'any'
      : options.accountId === undefined
        ? undefined
        : { accountId: options.accountId },
    jsonFile: options.json,
  }
}

function requestOn(deploymentId: string, experimentId: string, options: RunOptions): RunOnRequest {
  const { scenario, path, seed, json } = options
  return {
    experimentId,
    input: { deploymentId, scenarios: scenario, paths: path, load: loadOf(options), seed },
    jsonFile: json,
  }
}

function loadOf({ duration, threads, connections, rounds, leadIn }: RunOptions) {
  return { durationSec: duration, threads, connections, rounds, leadIn }
}

/** What is left out is taken from the experiment. */
function choicesOf(
  experimentId: string,
  options: RunOptions,
): NonNullable<CommandInput<'experiments.run'>['choices']> {
  const { account, region, scenario, path, option = {}, cap, lifetime, keep, seed } = options
  return {
    experimentId,
    account,
    region,
    scenarios: scenario,
    paths: path,
    options: option,
    load: loadOf(options),
    capUsd: cap,
    lifetimeMs: lifetime,
    afterwards: keep ? 'keep' : 'tear-down',
    seed,
  }
}
