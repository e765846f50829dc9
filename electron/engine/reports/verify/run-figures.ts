import { assess } from '../../../../shared/assessment.ts'
import { endingOf } from '../../../../shared/completeness.ts'
import type { Run } from '../../../../shared/run.ts'
import type { RecordedRun } from '../export-format.ts'
import { differences, type Compared } from './differences.ts'

/** Compares what a run says of itself beside its verdicts: how it ended, and the sum of its cost. */
export function runFigures({ run, trials, experiment }: RecordedRun): Compared {
  const { status, cost } = run
  const ended = run.endedBy === null ? {} : { status: endingOf(run, trials).status }
  const usd = cost?.items.reduce((sum, item) => sum + item.usd, 0)
  const look = assess(run, trials, experiment)?.look
  return differences(
    {
      run: {
        ...(run.endedBy === null ? {} : { status }),
        ...(cost === null ? {} : { cost: { usd: cost.usd } }),
        ...(run.endedBy === 'sure' ? { endedBy: run.endedBy } : {}),
      },
    },
    {
      run: {
        ...ended,
        ...(usd === undefined ? {} : { cost: { usd } }),
        ...(run.endedBy === 'sure' ? { endedBy: endedBySure(run, look?.sure) } : {}),
      },
    },
  )
}

function endedBySure({ rule }: Run, isSure: boolean | undefined): Run['endedBy'] {
  return rule.kind === 'until-sure' && isSure === true ? 'sure' : 'rounds'
}
