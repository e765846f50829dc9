import { Option, type Command } from 'commander'
import type { Account } from '../../../shared/account.ts'
import { budgetLimits } from '../../../shared/budget.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { floorsAmong } from '../../../shared/floors.ts'
import type { Measured } from '../../../shared/measuring-time.ts'
import { presetPlan, usualPreset } from '../../../shared/presets.ts'
import type { Engine } from '../../engine/engine.ts'
import { demoExperimentId, demoStart, demoText } from '../demo-load.ts'
import type { ExitCode } from '../exit-codes.ts'
import { addLoadOptions, asksUntilSure, loadFrom, type LoadOptions } from '../load-options.ts'
import {
  accountOf,
  collect,
  collectScenarioOption,
  dollarsOf,
  lifetimeOf,
  type ScenarioOptions,
} from '../option-values.ts'
import { addGateOptions, gateRequestOf, type GateOptions } from '../gate-options.ts'
import { addOutputOption, type OutputFormat } from '../output.ts'
import type { WithEngine } from '../program.ts'
import type { Confirmed } from '../confirm-account.ts'
import type { Choices, RequestedResult, RunRequest } from '../run-experiment.ts'
import type { RunOnRequest } from '../run-on.ts'

interface RunOptions extends LoadOptions, GateOptions {
  account: Account
  accountId?: string
  yes?: true
  despiteWarnings?: true
  region?: string
  cap?: number
  lifetime?: number
  roleBoundary?: string
  scenario?: string[]
  option?: ScenarioOptions
  seed?: number
  keep?: true
  on?: string
  json?: string
  output?: OutputFormat
}

/** What holds where the options say nothing. */
type Start = (experiment: Experiment, options: RunOptions) => Pick<Deployment['plan'], 'load' | 'paths'>

/** `run` and `demo`: an experiment from its plan to its result. */
export function addRunCommands(program: Command, withEngine: WithEngine): void {
  const run = program
    .command('run')
    .description('Deploy an experiment, measure it, show the result, then tear it down')
    .argument('<experiment>', 'The id of an experiment (`experiments` lists them)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice run front-doors' +
        '\n  $ sluice run proxy-2017 --scenario elb --scenario http-proxy --rounds 5' +
        '\n  $ sluice run proxy-2017 --account work --cap 2 --json run.json' +
        '\n  $ sluice run proxy-2017 --until-sure --difference 3% --service-time 80ms' +
        '\n  $ sluice run proxy-2017 --on dabc1234 --scenario elb --rounds 5' +
        '\n  $ sluice run proxy-2017 --option lambda-256.ConnectionReuse=keep-alive' +
        "\n  $ sluice run proxy-2017 --rounds 6 --fail-if 'http-proxy.share < 20%'",
    )
    .action(async (experimentId: string, options: RunOptions) => {
      const result = resultOf(options)
      await withEngine(async (engine) => {
        if (options.on === undefined)
          return start(engine, requestOf(experimentId, options, presetStart, result))
        const { runOn } = await import('../run-on.ts')
        return runOn(engine, requestOn(options.on, experimentId, options, result))
      })
    })
  addRunOptions(run, 'quick; on a real account, standard')
  addOnOption(run)
  addGateOptions(run, 'Gate (`help gate` has the grammar):')
  const demoCommand = program
    .command('demo')
    .description(`Run ${demoExperimentId} on the practice account, with short trials`)
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice demo\n  $ sluice demo --duration 1s --path /' +
        `\n  $ sluice demo --until-sure\n\n${demoText}`,
    )
    .action((options: RunOptions) =>
      withEngine((engine) =>
        start(engine, requestOf(demoExperimentId, options, demoStart, resultOf(options))),
      ),
    )
  addRunOptions(demoCommand, 'as in 2017, 1 round of 3s')
}

async function start(engine: Engine, request: RunRequest): Promise<ExitCode> {
  const { runExperiment } = await import('../run-experiment.ts')
  return runExperiment(engine, request)
}

function addRunOptions(command: Command, usualLoad: string): void {
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
    .option('--despite-warnings', 'Start also where permissions are probably missing')
    .option('--region <region>', 'The Region (default: that of the account, or of the experiment)')
    .option('--cap <dollars>', `The most it may cost (default: ${budgetLimits.capUsd.usual})`, dollarsOf)
    .option('--lifetime <time>', `Remove automatically after 90m, 2h or 1d (default: ${hours}h)`, lifetimeOf)
    .option('--role-boundary <arn>', 'The permissions boundary that an organisation demands of every role')
    .option('--keep', 'Do not tear down when done; it stays until --lifetime is over')
  command
    .optionsGroup('Experiment:')
    .option('--scenario <id>', 'Only this scenario (repeatable)', collect)
    .option('--path <path>', 'Measure this path (repeatable)', collect)
    .option('--option <option>', 'SCENARIO.PARAMETER=VALUE of a scenario (repeatable)', collectScenarioOption)
  addLoadOptions(command, usualLoad)
  command.optionsGroup('Output:').option('--json <file>', 'Also write the run to a file')
  addOutputOption(command)
}

/** What a deployment that exists has settled already. */
const settled = [
  'account',
  'accountId',
  'yes',
  'despiteWarnings',
  'region',
  'cap',
  'lifetime',
  'roleBoundary',
  'keep',
  'option',
]

function addOnOption(command: Command): void {
  command.optionsGroup('Account:')
  command.addOption(
    new Option('--on <deployment>', 'Run on a deployment that is ready, and keep it').conflicts(settled),
  )
}

const presetStart: Start = (experiment, { account, preset, scenario, ...options }) => {
  const usual = asksUntilSure(options) ? 'standard' : usualPreset(account)
  return presetPlan(preset ?? usual, experiment, scenario ?? experiment.scenarios)
}

function resultOf(options: RunOptions): RequestedResult {
  const { json, output } = options
  return { jsonFile: json, output: output === undefined ? {} : { output }, gate: gateRequestOf(options) }
}

function requestOf(
  experimentId: string,
  options: RunOptions,
  start: Start,
  result: RequestedResult,
): RunRequest {
  return {
    experimentId,
    choices: (experiment) => choicesOf(experimentId, options, experiment, start),
    confirmed: { account: confirmedAccount(options), warnings: options.despiteWarnings === true },
    result,
  }
}

function confirmedAccount({ yes, accountId }: RunOptions): Confirmed {
  if (yes) return 'any'
  return accountId === undefined ? undefined : { accountId }
}

function requestOn(
  deployment: string,
  experimentId: string,
  options: RunOptions,
  result: RequestedResult,
): RunOnRequest {
  const { scenario, seed, preset } = options
  return {
    experimentId,
    deployment,
    choices: ({ id: deploymentId, plan, scenarios: deployed }, experiment) => {
      const scenarios = scenario ?? deployed
      const start = preset && experiment ? presetPlan(preset, experiment, scenarios) : plan
      return {
        deploymentId,
        scenarios: scenario,
        ...loadFrom(options, start, chosenOf(scenarios, experiment)),
        seed,
      }
    },
    result,
  }
}

function chosenOf(
  scenarios: readonly string[],
  experiment: Experiment | undefined,
): Pick<Measured, 'scenarios' | 'floors'> {
  return { scenarios, floors: floorsAmong(scenarios, experiment) }
}

/** An experiment that is not known is left to the engine to refuse. */
function choicesOf(
  experimentId: string,
  options: RunOptions,
  experiment: Experiment | undefined,
  start: Start,
): Choices {
  const { account, region, scenario, option = {}, cap, lifetime, keep, seed } = options
  return {
    experimentId,
    account,
    region,
    scenarios: scenario,
    options: option,
    ...(experiment &&
      loadFrom(options, start(experiment, options), chosenOf(scenario ?? experiment.scenarios, experiment))),
    capUsd: cap,
    lifetimeMs: lifetime,
    roleBoundary: options.roleBoundary,
    afterwards: keep ? 'keep' : 'tear-down',
    seed,
  }
}
