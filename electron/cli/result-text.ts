import { answerSentences } from '../../shared/answer.ts'
import { assess, type Assessment } from '../../shared/assessment.ts'
import { placeTitle } from '../../shared/account-name.ts'
import { missingFigures } from '../../shared/completeness.ts'
import { dollars } from '../../shared/cost.ts'
import { elsewhereLine, elsewhereOf, importedFrom } from '../../shared/elsewhere.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import { times } from '../../shared/figures.ts'
import { moment } from '../../shared/moment.ts'
import type { PriceTable } from '../../shared/price-table.ts'
import type { Receipt } from '../../shared/receipt.ts'
import { isPublished } from '../../shared/published.ts'
import { receiptVerdict } from '../../shared/receipt-verdict.ts'
import type { Requirements } from '../../shared/requirements.ts'
import { outcomesOf, type Result } from '../../shared/result.ts'
import { endedAfter } from '../../shared/round-count.ts'
import { roundsOf } from '../../shared/rounds.ts'
import type { Run } from '../../shared/run.ts'
import { runEndings } from '../../shared/run-endings.ts'
import { runName } from '../../shared/run-name.ts'
import type { Scenario } from '../../shared/scenario.ts'
import { terminalLine } from '../platform/terminal-text.ts'
import { command } from './called-as.ts'
import { decisionLines } from './decision-lines.ts'
import { outcomeTable } from './outcome-table.ts'
import { wrapped } from './terminal-width.ts'

/** A run with what else is known of it. */
export interface Shown {
  result: Result
  /** Those that this version knows. */
  scenarios: readonly Scenario[]
  /** What its deployment has left in its account; null before that is removed, and where it is not known. */
  receipt: Receipt | null
  /** What a person requires, and the prices to decide by; null where the experiment is not known any more. */
  asked: { requirements: Requirements; table: PriceTable } | null
}

/**
 * The result of a run: what it says in sentences, the table, how it was measured, and what may be wrong with
 * the figures. No line is wider than `width`, but for a single word or a scenario's row.
 */
export function resultText(shown: Shown, width: number, nowMs: number): string {
  const { result, scenarios, receipt } = shown
  const { run, experiment } = result
  const published = experiment?.published
  const found = assess(run, result.trials, experiment)
  const text = (line: string): string[] => wrapped(terminalLine(line), width, line.startsWith('- ') ? 2 : 0)
  return [
    ...text(runName(run, experiment, nowMs)),
    ...text(`Run ${run.id}: ${run.status}${run.imported === null ? '' : `, ${importedFrom(run.imported)}`}`),
    '',
    ...answerSentences(result, found).flatMap((line) => text(`- ${line}`)),
    '',
    outcomeTable(result, found, width),
    '',
    ...decisionLines(shown, found, width),
    ...[
      ...conditionLines(result, nowMs),
      '',
      ...costLines(run),
      ...(receipt === null
        ? []
        : [`${receiptVerdict(receipt)} (\`${command(`receipt ${run.deploymentId}`)}\`)`, '']),
      ...endingLines(result, scenarios),
      ...doubtLines(result, scenarios, found),
      ...(published ? ['', `${published.title}: ${published.source}.`] : []),
    ].flatMap(text),
  ].join('\n')
}

function conditionLines({ run, trials }: Result, nowMs: number): string[] {
  const elsewhere = elsewhereOf(run)
  if (elsewhere !== null)
    return [`${placeTitle(run)} ${moment(run.startedAtMs, nowMs)}.`, elsewhereLine(run, elsewhere)]
  const { startedAtMs, seed, load, conditions } = run
  const leadIn =
    load.leadIn.kind === 'one-request' ? 'one request beforehand' : `${load.leadIn.seconds}\u00A0s lead-in`
  const clients = `${times(load.threads, 'thread')} and ${times(load.connections, 'connection')}`
  const ended = endedAfter(run, roundsOf(trials).complete.length)
  return [
    `${placeTitle(run)}, started ${moment(startedAtMs, nowMs)}, seed ${seed}.`,
    `${ended}: trials of ${load.durationSec}\u00A0s with ${clients}, ${leadIn}.`,
    ...(conditions?.generator
      ? [`Load by ${conditions.generator}, origin ${conditions.origin ?? 'unknown'}.`]
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
  // Earlier versions took these.
  const { pricesRegion = 'us-west-2' } = cost
  const each = scenarios.flatMap(({ id }) => {
    const usd = cost.usdPerMillion[id]
    return usd === undefined ? [] : [`${id} ${dollars(usd)}`]
  })
  return [
    `It cost about ${dollars(cost.usd)} by list prices of ${pricesRegion}, ${cost.pricesOf}.`,
    `A million requests add, beyond the hours: ${each.join(', ')}.`,
    '',
  ]
}

function doubtLines(result: Result, scenarios: readonly Scenario[], found: Assessment | null): string[] {
  const isMissing =
    !isPublished(result.run) &&
    outcomesOf(result).some(({ p50Us, p99Us }) => p50Us === null || p99Us === null)
  return [
    'What may be wrong with these figures:',
    ...doubtsOf(result, scenarios, found).map(
      ({ scenarioId, sentence }) => `- ${scenarioId === null ? '' : `${scenarioId}: `}${sentence}`,
    ),
    ...(isMissing ? [missingText(result)] : []),
  ]
}

/** What n/a stands for in the table. */
function missingText({ run }: Result): string {
  const absent = run.account.kind === 'elsewhere' ? 'not in the file, or ' : ''
  return `- n/a: ${absent}too few requests, or too many of them lost, to measure that percentile.`
}
