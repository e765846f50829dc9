import { assess } from '../../../../shared/assessment.ts'
import { endingOf } from '../../../../shared/completeness.ts'
import type { RecordedRun } from '../export-format.ts'
import { nothingCompared, type Compared } from './compared.ts'
import { differences } from './differences.ts'

/** Compares how a run says that it ended with what its trials say. */
export function runFigures({ run, trials, experiment }: RecordedRun): Compared {
  const { endedBy, status } = run
  // Somebody or something else has ended it: no trial tells.
  if (endedBy === null) return nothingCompared
  const bySure = run.rule.kind === 'until-sure' && assess(run, trials, experiment)?.look.sure === true
  return differences(
    { run: { status, endedBy } },
    {
      run: {
        status: endingOf(run, trials).status,
        endedBy: endedBy === 'sure' && !bySure ? 'rounds' : endedBy,
      },
    },
  )
}
