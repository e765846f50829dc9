import { accountName } from '../../shared/account.ts'
import { outcomes } from '../../shared/compare.ts'
import { outcomeTable } from '../reports/text-table.ts'
import type { Engine } from '../engine.ts'
import { call } from './session.ts'

/** Prints the result of a run: what it was, the table, and what may be wrong with the numbers. */
export async function showRun(engine: Engine, id: string): Promise<void> {
  const { run, trials } = await call(engine, 'runs.get', { id })
  const experiment = (await call(engine, 'experiments.list', {})).find((one) => one.id === run.experimentId)
  const { load, conditions } = run
  const cells = outcomes(run, trials, experiment)
  const lines = [
    `Run ${run.id} of ${run.experimentId}: ${run.status}`,
    `Account ${accountName(run.account)}, ${run.region}, started ${new Date(run.startedAtMs).toISOString()}, seed ${run.seed}`,
    `${load.rounds} round${load.rounds === 1 ? '' : 's'} of ${load.durationSec} s with ${load.threads} threads and ${load.connections} connections, ${
      load.leadIn.kind === 'one-request' ? 'one request beforehand' : `${load.leadIn.seconds} s lead-in`
    }`,
    ...(conditions?.generator ? [`Load by ${conditions.generator}, origin ${conditions.origin ?? 'unknown'}`] : []),
    '',
    outcomeTable(cells, experiment?.baseline === 'elb' ? 'the ELB' : (experiment?.baseline ?? 'baseline')),
    '',
    ...(cells.some((cell) => cell.p50Us === null || cell.p99Us === null)
      ? ['n/a: too few requests, or too many of them lost, to measure that percentile.']
      : []),
    ...doubts(run.account.kind, load.rounds),
    ...(run.failure ? [`The run ended early: ${run.failure}`] : []),
    ...(experiment?.published ? [`2017: ${experiment.published.source}.`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What a reader must know before repeating these numbers. */
function doubts(accountKind: 'practice' | 'profile', rounds: number): string[] {
  return [
    ...(accountKind === 'practice'
      ? ['Loopback numbers of this machine, not of AWS: load generator, gateways and origin share its processors.']
      : []),
    'The ELB is reached by plain HTTP, the gateways by HTTPS: shares include what TLS costs.',
    ...(rounds < 3 ? [`${rounds === 1 ? 'One round' : 'Two rounds'}: how far these figures would vary cannot be known.`] : []),
  ]
}
