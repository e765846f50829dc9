import type { ReactNode } from 'react'
import type { Trial } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { errorCount } from '../../../shared/trial-errors.ts'
import { Badge } from '../../ui/badge.tsx'
import { count, milliseconds, rate } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Table, type Column } from '../../ui/table.tsx'

/** The newest of them; the result has all. */
const shownTrials = 30

function columnsOf(scenarios: readonly Scenario[]): Column<Trial>[] {
  return [
    { title: 'No.', numeric: true, cell: ({ order }) => order + 1 },
    {
      title: 'Scenario',
      header: true,
      cell: ({ scenarioId }) => (
        <>
          <ScenarioMark id={scenarioId} />{' '}
          {scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId}
        </>
      ),
    },
    { title: 'Path', cell: ({ path }) => <code>{path}</code> },
    { title: 'Round', numeric: true, cell: ({ round }) => round },
    {
      title: 'Good requests',
      numeric: true,
      cell: (trial) => figureOf(trial),
    },
    {
      title: 'Errors',
      numeric: true,
      cell: ({ result }) => (result === null ? '–' : count(errorCount(result))),
    },
    { title: 'Note', cell: (trial) => <Outcome trial={trial} /> },
  ]
}

/** What one connection sends is no throughput: its median is shown instead. */
function figureOf({ load, result }: Trial): string {
  if (result === null) return '–'
  if (load !== 'light') return rate(result.goodRatePerSec)
  const { p50 } = result.latencyUs.measured
  return p50 === null ? 'one connection' : `one connection: p50 ${milliseconds(p50 / 1000)}`
}

/** What has been measured so far, newest first. */
export function TrialTable({
  trials,
  scenarios,
}: {
  trials: readonly Trial[]
  scenarios: readonly Scenario[]
}): ReactNode {
  const finished = trials
    .filter(({ status }) => status !== 'pending')
    .toSorted((one, other) => other.order - one.order)
  if (finished.length === 0)
    return <p className="muted">The first trial appears here when it has finished.</p>
  return (
    <>
      <Table
        caption="Finished trials, newest first"
        rows={finished.slice(0, shownTrials)}
        rowKey={({ order }) => order}
        columns={columnsOf(scenarios)}
      />
      {finished.length > shownTrials ? (
        <p className="small muted">{count(finished.length - shownTrials)} earlier trials are not shown.</p>
      ) : null}
    </>
  )
}

function Outcome({ trial: { status, reason } }: { trial: Trial }): ReactNode {
  if (status === 'succeeded') return null
  return (
    <>
      <Badge tone={status === 'failed' ? 'bad' : 'warning'}>
        {status === 'invalid' ? 'Invalid' : status === 'failed' ? 'Failed' : 'Interrupted'}
      </Badge>{' '}
      <span className="small muted">{reason}</span>
    </>
  )
}
