import { accountName, placeName } from '../../shared/account-name.ts'
import { moment } from '../../shared/moment.ts'
import type { Run } from '../../shared/run.ts'
import { endedBy, roundCount } from '../../shared/round-count.ts'
import { roundsOf } from '../../shared/rounds.ts'
import { comparedName, runName } from '../../shared/run-name.ts'
import { lastRoundOf } from '../../shared/statistics/level.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import type { Column } from './fitting-table.ts'
import { show, type OutputOptions } from './output.ts'
import { isoTime } from './print.ts'
import { call } from './session.ts'

export interface RunsOptions extends OutputOptions {
  limit?: number
}

const columns: readonly Column[] = [
  { title: 'run' },
  { title: 'started', rank: 2 },
  { title: 'status', rank: 1 },
  { title: 'rounds', rank: 4 },
  { title: 'ended by', rank: 5 },
  { title: 'where', rank: 3 },
  { title: 'name' },
]

/** A run, and how many of its rounds are complete. */
interface Listed {
  run: Run
  complete: number
}

/** Prints the saved runs, newest first. */
export async function listRuns(engine: Engine, options: RunsOptions): Promise<ExitCode> {
  const runs = await call(engine, 'runs.list', { most: options.limit })
  const experiments = await call(engine, 'experiments.list', {})
  const experimentOf = (run: Run) => experiments.find(({ id }) => id === run.experimentId)
  const listed: Listed[] = []
  for (const run of runs) listed.push({ run, complete: await completeRounds(engine, run) })
  const rowOf = ({ run, complete }: Listed, nowMs: number | null): string[] => [
    run.id,
    moment(run.startedAtMs, nowMs),
    run.status,
    roundCount(run, complete),
    endedBy(run) ?? '-',
    placeName(run),
    run.title ?? comparedName(run.scenarios, experimentOf(run)),
  ]
  show(options, {
    json: () =>
      listed.map(({ run, complete }) => ({
        ...summaryOf(run, complete),
        name: runName(run, experimentOf(run), null),
      })),
    page: (painter) =>
      runs.length === 0
        ? painter.text(`No runs yet. \`${command('demo')}\` starts the first one.`).join('\n')
        : painter.table({ columns, rows: listed.map((one) => rowOf(one, painter.nowMs)) }),
  })
  return exitCodes.done
}

/** Trials are asked for only where the row does not say it. */
async function completeRounds(engine: Engine, run: Run): Promise<number> {
  const all = run.endedBy === 'rounds' || (run.status === 'succeeded' && run.rule.kind === 'fixed')
  if (all) return lastRoundOf(run.rule)
  const { trials } = await call(engine, 'runs.get', { id: run.id })
  return roundsOf(trials).complete.length
}

function summaryOf(run: Run, complete: number) {
  return {
    id: run.id,
    experimentId: run.experimentId,
    account: accountName(run.account),
    endpoint: run.endpoint,
    status: run.status,
    startedAt: isoTime(run.startedAtMs),
    finishedAt: run.finishedAtMs === null ? null : isoTime(run.finishedAtMs),
    region: run.region,
    deploymentId: run.deploymentId,
    scenarios: run.scenarios.map((scenario) => scenario.id),
    rule: run.rule,
    endedBy: run.endedBy,
    completeRounds: complete,
    rounds: run.load.rounds,
    durationSec: run.load.durationSec,
  }
}
