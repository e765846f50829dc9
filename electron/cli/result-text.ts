import { placeTitle } from '../../shared/account-name.ts'
import { answerOf } from '../../shared/answer.ts'
import { outcomes, type Outcome } from '../../shared/compare.ts'
import { missingFigures } from '../../shared/completeness.ts'
import { dollars } from '../../shared/cost.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import type { Experiment } from '../../shared/experiment.ts'
import { times } from '../../shared/figures.ts'
import { moment } from '../../shared/moment.ts'
import type { Receipt } from '../../shared/receipt.ts'
import { receiptVerdict } from '../../shared/receipt-verdict.ts'
import { baselineOf, inSentence, type Result } from '../../shared/result.ts'
import type { Run } from '../../shared/run.ts'
import { runEndings } from '../../shared/run-endings.ts'
import { runName } from '../../shared/run-name.ts'
import type { Scenario } from '../../shared/scenario.ts'
import type { Engine } from '../engine/engine.ts'
import { outcomeTable } from './text-table.ts'
import { print } from './print.ts'
import { call } from './session.ts'

/** Prints the answer in a sentence, the table of results, and what may be wrong with the numbers. */
export async function showRun(engine: Engine, id: string): Promise<void> {
  const { run, trials, diagnoses } = await call(engine, 'runs.get', { id })
  const experiments = await call(engine, 'experiments.list', {})
  const scenarios = await call(engine, 'scenarios.list', {})
  const { receipt } = await call(engine, 'deployments.get', { id: run.deploymentId })
  const experiment = experiments.find((one) => one.id === run.experimentId)
  print(resultText({ run, trials, diagnoses, experiment }, scenarios, receipt))
}

/** @param receipt what the deployment of the run has left in its account; null before it is removed */
function resultText(result: Result, scenarios: readonly Scenario[], receipt: Receipt | null): string {
  const { run, trials, experiment } = result
  const cells = outcomes(run, trials, experiment)
  return [
    ...headLines(run, experiment),
    '',
    answerOf(result),
    '',
    outcomeTable(cells, {
      baseline: `the ${inSentence(baselineOf(result)?.title ?? 'baseline')}`,
      publishedYear: experiment?.published?.year,
    }),
    '',
    ...costLines(run),
    ...(receipt === null ? [] : [`${receiptVerdict(receipt)} (\`sluice receipt ${run.deploymentId}\`)`, '']),
    ...endingLines(result, scenarios),
    ...doubtLines(result, scenarios, cells),
    ...(experiment?.published ? ['', `${experiment.published.title}: ${experiment.published.source}.`] : []),
  ].join('\n')
}

function headLines(run: Run, experiment: Experiment | undefined): string[] {
  const { id, status, startedAtMs, seed, load, conditions } = run
  const leadIn =
    load.leadIn.kind === 'one-request' ? 'one request beforehand' : `${load.leadIn.seconds} s lead-in`
  const rounds = `${times(load.rounds, 'round')} of ${load.durationSec} s`
  return [
    runName(run, experiment, Date.now()),
    `Run ${id}: ${status}`,
    `${placeTitle(run)}, started ${moment(startedAtMs, Date.now())}, seed ${seed}`,
    `${rounds} with ${load.threads} threads and ${load.connections} connections, ${leadIn}`,
    ...(conditions?.generator
      ? [`Load by ${conditions.generator}, origin ${conditions.origin ?? 'unknown'}`]
      : []),
  ]
}

/** Why a run is not complete, scenario by scenario; nothing for one that is, or that goes on. */
function endingLines(result: Result, scenarios: readonly Scenario[]): string[] {
  const { status, failure } = result.run
  if (status === 'running' || status === 'succeeded') return []
  const missing = status === 'incomplete' || status === 'failed' ? missingFigures(result, scenarios) : []
  return [
    `${runEndings[status]}${failure === null ? '.' : `: ${failure}`}`,
    ...missing.map(
      ({ scenario, reason, remedy }) => `- ${scenario.id}: ${reason}${remedy === null ? '' : ` ${remedy}`}`,
    ),
    '',
  ]
}

/** What a run has cost by list prices; nothing where nothing is charged. */
function costLines({ cost, scenarios }: Run): string[] {
  if (cost === null) return []
  const each = scenarios.flatMap(({ id }) => {
    const usd = cost.usdPerMillion[id]
    return usd === undefined ? [] : [`${id} ${dollars(usd)}`]
  })
  return [
    `It cost about ${dollars(cost.usd)} by list prices of ${cost.pricesOf}.`,
    `A million requests add: ${each.join(', ')}.`,
    '',
  ]
}

function doubtLines(result: Result, scenarios: readonly Scenario[], cells: readonly Outcome[]): string[] {
  const isMissing = cells.some(({ p50Us, p99Us }) => p50Us === null || p99Us === null)
  return [
    'What may be wrong with these figures:',
    ...doubtsOf(result, scenarios).map(
      ({ scenarioId, sentence }) => `- ${scenarioId === null ? '' : `${scenarioId}: `}${sentence}`,
    ),
    ...(isMissing ? ['- n/a: too few requests, or too many of them lost, to measure that percentile.'] : []),
  ]
}
