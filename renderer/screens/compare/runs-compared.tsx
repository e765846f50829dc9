import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { ComparedRun } from '../../../shared/compare-runs.ts'
import type { Side, Sides } from '../../../shared/compare-sides.ts'
import { runName } from '../../../shared/run-name.ts'
import { href } from '../../router.ts'
import { Badge, RunStatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { dateTime } from '../../ui/format.ts'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { Segmented } from '../../ui/segmented.tsx'

interface RunsComparedProps {
  runs: readonly ComparedRun[]
  sides: Sides
  onSide: (index: number, side: Side) => void
  onSwap: () => void
}

const options = [
  { value: 'before', label: 'Before' },
  { value: 'after', label: 'After' },
] as const

/** The letter of each run, and the side that it is on. */
export function RunsCompared({ runs, sides, onSide, onSwap }: RunsComparedProps): ReactNode {
  const nowMs = useNow(minuteMs)
  return (
    <Card
      title="Runs"
      actions={
        <Button small onClick={onSwap}>
          Swap before and after
        </Button>
      }
    >
      <ol className="compared-runs">
        {runs.map((compared, index) => (
          <li key={compared.result.run.id}>
            <span className="run-letter">{compared.letter}</span>
            <div className="compared-run">
              <a href={href({ screen: 'result', id: compared.result.run.id })}>
                {runName(compared.result.run, compared.result.experiment, nowMs)}
              </a>
              <Facts compared={compared} />
              <Segmented
                label={`Side of run ${compared.letter}`}
                labelHidden
                value={sides[index] ?? 'before'}
                options={options}
                onChange={(side) => onSide(index, side)}
              />
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Facts({ compared: { published, result } }: { compared: ComparedRun }): ReactNode {
  const { run } = result
  if (published)
    return (
      <p className="row small muted">
        <Badge>Built in</Badge> One round. Latency and errors were not published.
      </p>
    )
  return (
    <p className="row small muted">
      <RunStatusBadge status={run.status} />
      <time dateTime={new Date(run.startedAtMs).toISOString()}>{dateTime(run.startedAtMs)}</time>
      {run.imported === null ? null : <Badge>Imported</Badge>}
      {run.account.kind === 'practice' && run.imported === null
        ? 'Practice account: loopback numbers of this machine, not of AWS'
        : placeTitle(run)}
    </p>
  )
}
