import type { ReactNode } from 'react'
import type { LiveRow, LiveRows } from '../../../shared/live-rows.ts'
import { stateWords } from '../../../shared/live-text.ts'
import type { Run } from '../../../shared/run.ts'
import { addedWithInterval, shareWithInterval } from '../../../shared/verdict-text.ts'
import { count, figure, milliseconds, rate } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { ShareWhisker, whiskerEnd } from './share-whisker.tsx'
import './live-rows.css'

/** What the complete rounds say: a row for each scenario, the baseline first. */
export function LiveRowsTable({ run, found }: { run: Run; found: LiveRows }): ReactNode {
  return (
    <Table
      caption="Scenarios so far"
      rows={found.rows}
      rowKey={({ scenarioId, role }) => `${scenarioId} ${role}`}
      columns={columnsOf(run, found)}
    />
  )
}

function columnsOf(run: Run, { rows, baseline }: LiveRows): Column<LiveRow>[] {
  const end = whiskerEnd(rows.map(({ share }) => share))
  const light: Column<LiveRow> = {
    title: 'p50, one connection',
    numeric: true,
    cell: (row) => <LightLoad row={row} />,
  }
  return [
    { title: 'Scenario', header: true, cell: (row) => <Name row={row} baseline={baseline} /> },
    { title: `Share of the ${baseline}`, cell: (row) => <Share row={row} end={end} /> },
    { title: 'Errors', numeric: true, cell: (row) => <Errors row={row} /> },
    ...(run.load.light ? [light] : []),
    { title: 'State', cell: (row) => <State row={row} run={run} baseline={baseline} /> },
  ]
}

function Name({ row: { scenarioId, title, role }, baseline }: { row: LiveRow; baseline: string }): ReactNode {
  if (role === 'itself') return <span className="live-itself muted">The {baseline} against itself</span>
  return (
    <span className="live-name">
      <ScenarioMark id={scenarioId} /> {title}
    </span>
  )
}

function Share({ row, end }: { row: LiveRow; end: number }): ReactNode {
  const { scenarioId, share, before, goodRatePerSec, role } = row
  const perSecond = goodRatePerSec === null ? null : rate(goodRatePerSec)
  if (role === 'baseline' || share === null)
    return <span className="live-share figures muted">{perSecond ?? '–'}</span>
  return (
    <span className="live-share figures">
      <span className="live-figures">
        <span>{shareWithInterval(share)}</span>
        {role === 'itself' ? null : <span className="small muted">{perSecond}</span>}
      </span>
      <ShareWhisker scenarioId={scenarioId} share={share} before={before} end={end} />
    </span>
  )
}

function Errors({ row: { failedRequests, requests, role } }: { row: LiveRow }): ReactNode {
  if (role === 'itself') return null
  if (failedRequests === 0) return requests === 0 ? '–' : '0'
  return (
    <>
      {count(failedRequests)}
      <br />
      <span className="small muted">{figure((failedRequests / Math.max(1, requests)) * 100)}&nbsp;%</span>
    </>
  )
}

function LightLoad({ row: { lightP50Ms, added, role } }: { row: LiveRow }): ReactNode {
  if (role === 'itself') return null
  if (lightP50Ms === null) return '–'
  return (
    <>
      {milliseconds(lightP50Ms)}
      {added === null ? null : (
        <>
          <br />
          <span className="small muted">
            {added.addedMs < 0 ? '' : '+'}
            {addedWithInterval(added)}
          </span>
        </>
      )}
    </>
  )
}

function State({ row, run, baseline }: { row: LiveRow; run: Run; baseline: string }): ReactNode {
  const { head, rest, tone } = stateWords(row.state, { rule: run.rule, baseline })
  return (
    <span className={`live-state live-state-${tone}`}>
      {head === null ? null : <strong>{head}: </strong>}
      {rest}
    </span>
  )
}
