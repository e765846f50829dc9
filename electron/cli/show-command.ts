import { accountName } from '../../shared/account-name.ts'
import { answerOf } from '../../shared/answer.ts'
import { outcomes } from '../../shared/compare.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import { dollars } from '../../shared/cost.ts'
import { receiptVerdict } from '../../shared/receipt-verdict.ts'
import type { Run } from '../../shared/run.ts'
import type { Engine } from '../engine/engine.ts'
import { outcomeTable } from '../engine/reports/text-table.ts'
import { call } from './session.ts'

/**
 * Prints the result of a run: the answer in a sentence, the table, and what may be wrong with the numbers.
 */
export async function showRun(engine: Engine, id: string): Promise<void> {
  const { run, trials } = await call(engine, 'runs.get', { id })
  const experiment = (await call(engine, 'experiments.list', {})).find((one) => one.id === run.experimentId)
  const scenarios = await call(engine, 'scenarios.list', {})
  const { load, conditions } = run
  const cells = outcomes(run, trials, experiment)
  const result = { run, trials, experiment }
  const lines = [
    `Run ${run.id} of ${run.experimentId}: ${run.status}`,
    `Account ${accountName(run.account)}, ${run.region}, started ${new Date(run.startedAtMs).toISOString()}, seed ${run.seed}`,
    `${load.rounds} round${load.rounds === 1 ? '' : 's'} of ${load.durationSec} s with ${load.threads} threads and ${load.connections} connections, ${
      load.leadIn.kind === 'one-request' ? 'one request beforehand' : `${load.leadIn.seconds} s lead-in`
    }`,
    ...(conditions?.generator
      ? [`Load by ${conditions.generator}, origin ${conditions.origin ?? 'unknown'}`]
      : []),
    '',
    answerOf(result),
    '',
    outcomeTable(cells, experiment?.baseline === 'elb' ? 'the ELB' : (experiment?.baseline ?? 'baseline')),
    '',
    ...costLines(run),
    ...(await receiptLines(engine, run)),
    ...(run.failure ? [`The run ended early: ${run.failure}`, ''] : []),
    'What may be wrong with these figures:',
    ...doubtsOf(result, scenarios).map(
      ({ scenarioId, sentence }) => `- ${scenarioId === null ? '' : `${scenarioId}: `}${sentence}`,
    ),
    ...(cells.some((cell) => cell.p50Us === null || cell.p99Us === null)
      ? ['- n/a: too few requests, or too many of them lost, to measure that percentile.']
      : []),
    ...(experiment?.published ? ['', `2017: ${experiment.published.source}.`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What its deployment has left in the account, once it was removed. */
async function receiptLines(engine: Engine, { deploymentId }: Run): Promise<string[]> {
  const { receipt } = await call(engine, 'deployments.get', { id: deploymentId })
  if (receipt === null) return []
  return [`${receiptVerdict(receipt)} (\`sluice receipt ${deploymentId}\`)`, '']
}

/** What a run has cost by list prices; nothing where nothing is charged. */
function costLines({ cost, scenarios }: Run): string[] {
  if (cost === null) return []
  const each = scenarios.flatMap(({ id }) => {
    const usd = cost.usdPerMillion[id]
    return usd === undefined ? [] : [`${id} ${dollars(usd)}`]
  })
  return [
    `It cost about ${dollars(cost.usd)} by list prices of ${cost.pricesOf}. A million requests add: ${each.join(', ')}.`,
    '',
  ]
}
