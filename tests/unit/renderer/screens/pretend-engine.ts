import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dispatcher } from '../../../../renderer/api/memory.ts'
import type { AnyEvent } from '../../../../shared/events.ts'
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
} from '../../../../shared/contract.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { experimentSchema } from '../../../../shared/experiment.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import type { Run, RunsWanted } from '../../../../shared/run.ts'
import { scenarioSchema } from '../../../../shared/scenario.ts'
import { pageOfRuns, wantedRuns } from '../../../wanted-runs.ts'

type Answers = { [N in CommandName]?: CommandOutput<N> | ((input: CommandInput<N>) => CommandOutput<N>) }

/** Answers in the engine's stead, within the test: what it says is checked against the contract. */
export interface PretendEngine extends Dispatcher {
  /** What commands are answered with from now on: a value, or a function of the input. */
  answer(answers: Answers): void
  /** Makes a command fail from now on. */
  fail(name: CommandName, error: ErrorData): void
  announce(event: AnyEvent): void
  /** The inputs that a command was called with. */
  inputs<N extends CommandName>(name: N): CommandInput<N>[]
}

const templates = join(import.meta.dirname, '../../../../templates')
const json = (file: string): unknown => JSON.parse(readFileSync(join(templates, file), 'utf8'))
const scenarioFolders = readdirSync(join(templates, 'scenarios'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** The bundled experiment and its scenarios. */
export const experiment = experimentSchema.parse(json('experiments/proxy-2017.json'))
export const bundledScenarios = scenarioFolders.map((name) =>
  scenarioSchema.parse(json(`scenarios/${name}/scenario.json`)),
)

/** An engine without deployments, runs or prompts. A command that nobody has given an answer fails. */
export function pretendEngine(): PretendEngine {
  const answers = new Map<string, unknown>(Object.entries(usualAnswers))
  // A page of the runs that `runs.list` has been given.
  answers.set('runs.find', (input: CommandInput<'runs.find'>) =>
    pageOfRuns(answers.get('runs.list') as Run[], input, [experiment]),
  )
  const failures = new Map<string, ErrorData>()
  const calls: { name: string; input: unknown }[] = []
  const listeners = new Set<(event: AnyEvent) => void>()
  return {
    answer(given) {
      for (const [name, value] of Object.entries(given)) {
        failures.delete(name)
        answers.set(name, value)
      }
    },
    fail: (name, error) => void failures.set(name, error),
    announce(event) {
      for (const listener of listeners) listener(event)
    },
    inputs: <N extends CommandName>(name: N) =>
      calls.flatMap((call) => (call.name === name ? [call.input as CommandInput<N>] : [])),
    async dispatch(name, input) {
      await Promise.resolve()
      calls.push({ name, input })
      const error = failures.get(name)
      if (error !== undefined) return { ok: false, error }
      const command = commands[name as CommandName]
      command.input.parse(input)
      if (!answers.has(name)) throw new Error(`The test gives no answer to ${name}.`)
      const given = answers.get(name)
      const value: unknown =
        typeof given === 'function' ? (given as (input: unknown) => unknown)(input) : given
      const answer =
        name === 'runs.list' && Array.isArray(value) ? wantedRuns(value, input as RunsWanted) : value
      return { ok: true, value: command.output.parse(answer) }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const usualAnswers: Answers = {
  'experiments.list': [experiment],
  'scenarios.list': bundledScenarios,
  'sharedStacks.list': [],
  'deployments.list': [],
  'runs.list': [],
  'runs.outcomes': [],
  'prompts.list': [],
  'storeHealth.get': null,
  'settings.get': { theme: 'light', reducedMotion: 'on' },
  'accounts.list': [
    { account: { kind: 'practice' }, title: 'Practice account', source: null, region: 'us-west-2' },
  ],
  'accounts.files': [],
  'sweep.last': [],
  'activities.list': [],
  'deployments.steps': [],
  'templates.list': [],
  'requirements.get': ({ experimentId }) => ({
    experimentId,
    requirements: defaultRequirements,
    changedAtMs: null,
  }),
  'prices.get': builtInPrices,
}
