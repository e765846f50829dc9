import { isAws } from './account-name.ts'
import { assess, type Assessment } from './assessment.ts'
import { elsewhereDoubts, elsewhereOf, knownScenarios } from './elsewhere.ts'
import { count, listed, times } from './figures.ts'
import { compared, reachesOrigin } from './floors.ts'
import { figure } from './precision.ts'
import { baselineOf, inSentence, type MeasuredTrial, type Result } from './result.ts'
import { closedTrials, roundsOf } from './rounds.ts'
import type { Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import {
  badTrials,
  coldStarts,
  generatorCpu,
  originCount,
  originCountOfFloor,
  percentiles,
  steal,
  nearLimit,
  statusErrors,
  unsteady,
} from './trial-doubts.ts'

/** Something that may be wrong with a run's figures, in a sentence that carries its own. */
export interface Doubt {
  id: string
  /** The scenario that it is about; null where it concerns the whole run. */
  scenarioId: string | null
  sentence: string
}

/** In trials shorter than this the start dominates. */
const shortTrialSec = 5

/** What may be wrong with the figures of a run: of the whole run first, then scenario by scenario. */
export function doubtsOf(
  result: Result,
  allScenarios: readonly Scenario[],
  found: Assessment | null = assess(result.run, result.trials, result.experiment),
): Doubt[] {
  const scenarios = knownScenarios(result.run, allScenarios)
  // Light load has fewer requests, and trials of an unfinished round enter no figure.
  const closed = closedTrials(result.trials)
  const all = withResult(closed)
  const complete = roundsOf(result.trials).complete
  const ofScenario = result.run.scenarios.map((scenarioOfRun) => {
    const { id } = scenarioOfRun
    const own = closed.filter((trial) => trial.scenarioId === id)
    const counted = result.trials.filter((trial) => trial.scenarioId === id && complete.includes(trial.round))
    const scenario = scenarios.find((one) => one.id === id)
    return {
      id,
      sentences: {
        trials: badTrials(counted),
        'cold-starts': coldStarts(result, scenario),
        errors: statusErrors(result, withResult(own), scenario),
        throttle: nearLimit(result, withResult(own), scenario),
        origin: reachesOrigin(scenarioOfRun)
          ? originCount(result, withResult(own))
          : originCountOfFloor(result, withResult(own)),
        unsteady: unsteady(withResult(own)),
        ...machineDoubts(result, withResult(own)),
      },
    }
  })
  // What concerns most scenarios is said once.
  const common = machineDoubtNames.filter(
    (name) => ofScenario.filter(({ sentences }) => sentences[name] !== null).length * 2 > ofScenario.length,
  )
  return [
    ...about(null, {
      ...ofFiles(result, all),
      loopback: loopback(result),
      endpoint: otherEndpoint(result),
      stopped: stopped(result),
      alongside: alongside(result),
      rounds: rounds(complete.length, found !== null),
      resemblance: resembling(found),
      tls: tls(result, scenarios),
      placement: placement(result),
      'short-trials': shortTrials(result),
      'stand-in': standIn(result),
      ...pick(machineDoubts(result, all), (name) => common.includes(name)),
    }),
    ...ofScenario.flatMap(({ id, sentences }) =>
      about(
        id,
        pick(sentences, (name) => !common.some((one) => one === name)),
      ),
    ),
  ]
}

const machineDoubtNames = ['generator', 'steal', 'percentiles'] as const
type MachineDoubt = (typeof machineDoubtNames)[number]

/** What has its cause in the machines or the load rather than in one scenario. */
function machineDoubts(
  result: Result,
  measured: readonly MeasuredTrial[],
): Record<MachineDoubt, string | null> {
  return {
    generator: generatorCpu(result, measured),
    steal: steal(measured),
    percentiles: percentiles(result, measured),
  }
}

function about(scenarioId: string | null, sentences: Partial<Record<string, string | null>>): Doubt[] {
  return Object.entries(sentences).flatMap(([id, sentence]) =>
    typeof sentence === 'string' ? [{ id, scenarioId, sentence }] : [],
  )
}

function pick<K extends string>(
  sentences: Record<K, string | null>,
  wanted: (name: K) => boolean,
): Partial<Record<string, string | null>> {
  return Object.fromEntries(
    (Object.keys(sentences) as K[]).filter(wanted).map((name) => [name, sentences[name]]),
  )
}

function withResult(trials: readonly Trial[]): MeasuredTrial[] {
  return trials.filter((trial): trial is MeasuredTrial => trial.result !== null)
}

function loopback({ run }: Result): string | null {
  if (run.account.kind !== 'practice') return null
  const shared = 'the load generator, the gateways and the origin share its processors'
  const machine = run.imported === null ? 'this machine' : 'the machine that measured it'
  return `Loopback numbers of ${machine}, not of AWS: ${shared}.`
}

function ofFiles({ run }: Result, all: readonly MeasuredTrial[]): Record<string, string | null> {
  const account = elsewhereOf(run)
  if (account === null) return {}
  const results = all.map(({ result }) => result)
  return elsewhereDoubts(run, account, results)
}

function otherEndpoint({ run }: Result): string | null {
  if (run.endpoint === null) return null
  return `Figures of ${run.endpoint}, where calls went instead of to AWS: they say nothing about AWS.`
}

function stopped({ run, trials }: Result): string | null {
  const left = trials.filter(({ status }) => status === 'pending').length
  // A run that was sure has measured all that it needed; one that met its cap says so at once.
  if (left === 0 || run.endedBy !== null) return null
  const done = `${count(trials.length - left)} of ${times(trials.length, 'trial')}`
  return run.status === 'running'
    ? `The run is in progress: ${done} so far.`
    : `The run ended early, after ${done}.`
}

function alongside({ run }: Result): string | null {
  const others = run.alongside.length
  if (others === 0) return null
  const runs = others === 1 ? 'Another run of yours was' : `${count(others)} other runs of yours were`
  return (
    `${runs} measuring at the same time in this Region (${listed(run.alongside)}). ` +
    'Runs in one Region share the account’s limits of API Gateway and Lambda.'
  )
}

/** Rules for rounds: one cannot know, two show a range, three and four are few (measurement rule 7). */
function rounds(made: number, hasVerdicts: boolean): string | null {
  // What one or two rounds cannot know stands where the verdicts would.
  if (made === 0 || (made < 3 && hasVerdicts)) return null
  if (made === 1) return 'With one round, the variation of these figures is unknown.'
  if (made === 2) return 'Two rounds show a range, but not how much the figures vary.'
  return made < 5 ? `With only ${made} rounds, the variation of these figures is uncertain.` : null
}

/** Neighbouring rounds that are alike say less than as many independent ones (measurement rule 9). */
function resembling(found: Assessment | null): string | null {
  if (!found?.resemblance?.flagged) return null
  const { lag1, threshold } = found.resemblance
  return (
    'Rounds resemble their neighbours ' +
    `(${figure(lag1, 2)}, where chance stays below ${figure(threshold, 2)}): intervals may be too narrow.`
  )
}

/** Rule 14: what a share measures where only the others have TLS. */
function tls(result: Result, scenarios: readonly Scenario[]): string | null {
  const baseline = baselineOf(result)
  if (baseline === null) return null
  const hops = (id: string): Scenario['hops'] => scenarios.find((one) => one.id === id)?.hops ?? []
  const secure = (id: string): boolean => hops(id).some(({ tls }) => tls)
  const ways = compared(result.run.scenarios)
  const others = ways.filter(({ id }) => id !== baseline.id && secure(id))
  if (others.length === 0 || secure(baseline.id)) return null
  const all = others.length === ways.length - 1
  const secured = all ? 'the others' : listed(others.map(({ title }) => inSentence(title)))
  const plain = others.filter(({ id }) => hops(id).every(({ kind }) => !gateways.includes(kind)))
  const what = plain.length === others.length ? 'include TLS' : 'measure gateway and TLS together'
  return (
    `Shares and added milliseconds ${what}: ` +
    `the ${inSentence(baseline.title)} uses plain HTTP, ${secured} HTTPS.` +
    (plain.length === 0 || plain.length === others.length ? '' : ` ${withoutGateway(plain)}`)
  )
}

const gateways: readonly Scenario['hops'][number]['kind'][] = ['api-gateway', 'own-gateway', 'lambda']

/** What tells the two apart. */
function withoutGateway(plain: readonly { title: string }[]): string {
  const names = listed(plain.map(({ title }) => `the ${inSentence(title)}`))
  return `Compare with ${names}, which ${plain.length > 1 ? 'have' : 'has'} TLS and no gateway.`
}

function placement({ run }: Result): string | null {
  if (!isAws(run)) return null
  return (
    'All figures come from one deployment. ' +
    'Rounds do not show how much they depend on where AWS placed its instances.'
  )
}

function shortTrials({ run }: Result): string | null {
  const seconds = run.account.kind === 'elsewhere' ? run.account.durationSec : run.load.durationSec
  if (seconds === null || seconds >= shortTrialSec) return null
  if (run.account.kind === 'elsewhere')
    return `Trials of about ${seconds} s are dominated by their start, when connections are opened.`
  return (
    `Trials of ${seconds} s are dominated by their start, ` +
    'when connections are opened and functions are started.'
  )
}

function standIn({ trials }: Result): string | null {
  const generators = trials.flatMap(({ result }) => result?.generator ?? [])
  const stoodIn = generators.find(({ standsFor }) => standsFor !== null)
  if (stoodIn === undefined) return null
  const { name, standsFor } = stoodIn
  return `The load came from ${name} instead of ${standsFor}, which needs less processor time per request.`
}
