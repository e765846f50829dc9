import type { CSSProperties, ReactNode } from 'react'
import type { Deployment, StackStep } from '../../../shared/deployment.ts'
import { stackPart } from '../../../shared/stack-part.ts'
import { useQuery } from '../../api/use-query.ts'
import { count, countOf, milliseconds } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { resourceCounts, stackTitle, type Named } from './stack-titles.ts'
import {
  spanOf,
  timelineOf,
  type Direction,
  type LineState,
  type ResourceLine,
  type StackLine,
} from './timeline.ts'
import { useNow } from './use-now.ts'
import './timeline.css'

interface TimelineProps {
  deployment: Deployment
  steps: readonly StackStep[]
  named: readonly Named[]
  direction: Direction
  /** Whether it is in progress now. */
  going: boolean
}

/** Stacks and their resources as bars on one time axis, updated while it is in progress. */
export function Timeline({ deployment, steps, named, direction, going }: TimelineProps): ReactNode {
  const templates = useQuery('templates.list', { scenarios: deployment.scenarios })
  const nowMs = useNow(going, 250)
  const lines = timelineOf(deployment.stacks, steps, direction, going)
  const span = spanOf(lines, nowMs)
  const totals = templates.state === 'ready' ? resourceCounts(templates.value) : new Map<string, number>()
  const totalOf = ({ stack, state, resources }: StackLine): number | null =>
    state === 'done' && resources.length > 0 ? resources.length : (totals.get(stackPart(stack)) ?? null)
  return (
    <div className="timeline">
      {going ? <Overall lines={lines} totalOf={totalOf} direction={direction} /> : null}
      <ol className="timeline-stacks">
        {lines.map((line) => (
          <li key={line.stack.name}>
            <details open={line.state === 'failed' || undefined}>
              <summary className="timeline-row">
                <span className="timeline-name">
                  <StateSign state={line.state} />
                  <span>
                    {line.stack.scenarioId === null ? null : <ScenarioMark id={line.stack.scenarioId} />}{' '}
                    {stackTitle(line.stack, named)}
                    <span className="small muted">{doing(line, totalOf(line), direction)}</span>
                  </span>
                </span>
                <Bar
                  from={line.startedAtMs}
                  to={line.endedAtMs}
                  state={line.state}
                  span={span}
                  nowMs={nowMs}
                />
                <Took line={line} nowMs={nowMs} />
              </summary>
              <ul className="timeline-resources">
                {line.resources.map((resource) => (
                  <Resource key={resource.logicalId} resource={resource} span={span} nowMs={nowMs} />
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </div>
  )
}

type Span = { fromMs: number; toMs: number } | null

function Overall({
  lines,
  totalOf,
  direction,
}: {
  lines: StackLine[]
  totalOf: (line: StackLine) => number | null
  direction: Direction
}): ReactNode {
  const done = lines.reduce(
    (sum, { resources }) => sum + resources.filter(({ state }) => state === 'done').length,
    0,
  )
  // Until the templates are loaded the total is unknown.
  const total = lines.every((line) => totalOf(line) !== null)
    ? lines.reduce((sum, line) => sum + (totalOf(line) ?? 0), 0)
    : null
  const stacks = lines.filter(({ state }) => state === 'done').length
  const verb = direction === 'create' ? 'created' : 'deleted'
  return (
    <Progress
      value={total === null || total === 0 ? null : Math.min(1, done / total)}
      label={`${count(done)}${total === null ? '' : ` of ${count(total)}`} resources ${verb}`}
      note={`${count(stacks)} of ${countOf(lines.length, 'stack')}`}
    />
  )
}

function Resource({
  resource,
  span,
  nowMs,
}: {
  resource: ResourceLine
  span: Span
  nowMs: number
}): ReactNode {
  return (
    <li>
      <div className="timeline-row small">
        <span className="timeline-name">
          <StateSign state={resource.state} />
          <span>
            {resource.logicalId}{' '}
            <span className="muted">{resource.type.replace('AWS::', '').replaceAll('::', ' ')}</span>
          </span>
        </span>
        <Bar
          from={resource.startedAtMs}
          to={resource.endedAtMs}
          state={resource.state}
          span={span}
          nowMs={nowMs}
        />
        <Took line={resource} nowMs={nowMs} />
      </div>
      {resource.reason === '' ? null : <p className="timeline-reason small">{resource.reason}</p>}
    </li>
  )
}

function Bar(props: {
  from: number | null
  to: number | null
  state: LineState
  span: Span
  nowMs: number
}): ReactNode {
  const { from, to, state, span, nowMs } = props
  if (from === null || span === null) return <span className="timeline-track" aria-hidden="true" />
  const width = span.toMs - span.fromMs
  const style = {
    '--from': `${((from - span.fromMs) / width) * 100}%`,
    '--length': `${(((to ?? nowMs) - from) / width) * 100}%`,
  } as CSSProperties
  return (
    <span className="timeline-track" aria-hidden="true">
      <span className={`timeline-bar ${state}`} style={style} />
    </span>
  )
}

function Took({
  line: { state, startedAtMs, endedAtMs },
  nowMs,
}: {
  line: Pick<StackLine, 'state' | 'startedAtMs' | 'endedAtMs'>
  nowMs: number
}): ReactNode {
  return (
    <span className="timeline-took figures small muted">
      {startedAtMs === null || state === 'stopped'
        ? ''
        : milliseconds(Math.max(0, (endedAtMs ?? nowMs) - startedAtMs))}
    </span>
  )
}

const signs: Record<LineState, { sign: string; word: string }> = {
  waiting: { sign: '', word: 'Waiting' },
  going: { sign: '', word: 'In progress' },
  done: { sign: '✓', word: 'Done' },
  failed: { sign: '!', word: 'Failed' },
  stopped: { sign: '–', word: 'Stopped' },
}

function StateSign({ state }: { state: LineState }): ReactNode {
  const { sign, word } = signs[state]
  return (
    <span className={`state-sign ${state}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{word}: </span>
    </span>
  )
}

/** What a stack is working on, or how many of its resources are done. */
function doing({ state, resources }: StackLine, total: number | null, direction: Direction): string {
  if (state === 'waiting') return direction === 'create' ? 'waiting' : 'not deleted yet'
  const going = resources.filter((resource) => resource.state === 'going').map(({ logicalId }) => logicalId)
  if (state === 'going' && going.length > 0)
    return going.slice(0, 3).join(', ') + (going.length > 3 ? ` and ${going.length - 3} more` : '')
  if (state === 'stopped') return 'stopped'
  if (resources.length === 0) return state === 'done' && direction === 'delete' ? 'deleted' : 'starting'
  // A template may hold more than a deployment needs: what is complete has all that was wanted.
  return doneText(resources, direction === 'delete' || state === 'done' ? null : total)
}

/** `3 of 4 resources`; without the total where it is not known, or says nothing. */
function doneText(resources: readonly ResourceLine[], total: number | null): string {
  const done = resources.filter(({ state }) => state === 'done').length
  return total === null ? countOf(done, 'resource') : `${count(done)} of ${countOf(total, 'resource')}`
}
