import { roundsText } from '../../../shared/load-text.ts'
import { Fragment, memo, type ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { runName } from '../../../shared/run-name.ts'
import { href } from '../../router.ts'
import { Badge, RunStatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { countOf, dateTime } from '../../ui/format.ts'
import { compareLinks, type RunOutcome } from '../compare/compare-links.tsx'

interface RunRowProps {
  run: Run
  experiment: Experiment | undefined
  /** What it came to; undefined until that is known. */
  outcome: RunOutcome | undefined
  nowMs: number
  selected: boolean
  /** False when the maximum is selected. */
  selectable: boolean
  onSelect: (id: string, on: boolean) => void
  onEdit: (run: Run) => void
  onDelete: (run: Run) => void
}

export const RunRow = memo(function RunRow(props: RunRowProps): ReactNode {
  const { run, experiment, outcome, nowMs, selected, selectable, onSelect, onEdit, onDelete } = props
  const name = runName(run, experiment, nowMs)
  const started = dateTime(run.startedAtMs)
  return (
    <li className="run-row">
      <Checkbox
        label={`Select ${name}, ${started}, to compare`}
        labelHidden
        checked={selected}
        disabled={!selected && !selectable}
        onChange={(on) => onSelect(run.id, on)}
      />
      <div className="run-words">
        <p className="run-name">
          <a href={href({ screen: 'result', id: run.id })}>{name}</a>
          {run.status === 'succeeded' ? null : <RunStatusBadge status={run.status} />}
          {run.imported === null ? null : <Badge>Imported</Badge>}
          {run.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
        <p className="run-outcome">{outcome?.outcome ?? '…'}</p>
        <p className="small muted">
          {extentOf(run)}
          {compareLinks(run, outcome, experiment).map(({ text, to }) => (
            <Fragment key={to}>
              {' · '}
              <a href={to}>{text}</a>
            </Fragment>
          ))}
        </p>
        {run.notes === '' ? null : <p className="small run-notes">{run.notes}</p>}
      </div>
      <div className="run-actions">
        <Button
          small
          variant="quiet"
          aria-label={`Edit name, notes and tags of ${name}, ${started}`}
          onClick={() => onEdit(run)}
        >
          Edit
        </Button>
        <Button
          small
          variant="quiet"
          aria-label={`Delete ${name}, ${started}`}
          disabled={run.status === 'running'}
          title={run.status === 'running' ? 'Stop the run before you delete it.' : undefined}
          onClick={() => onDelete(run)}
        >
          Delete
        </Button>
      </div>
    </li>
  )
})

function extentOf(run: Run): string {
  const { paths, load } = run
  return [
    // The default name already says where and when.
    ...(run.title === null ? [] : [placeTitle(run), dateTime(run.startedAtMs)]),
    countOf(run.scenarios.length, 'scenario'),
    countOf(paths.length, 'path'),
    run.account.kind === 'elsewhere'
      ? countOf(run.imported?.fileNames.length ?? 0, 'file')
      : roundsText(load),
  ].join(' · ')
}
