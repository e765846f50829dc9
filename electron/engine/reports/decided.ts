import { assess } from '../../../shared/assessment.ts'
import { decide, type Decision } from '../../../shared/decision.ts'
import type { RecordedRun } from './export-format.ts'

/** What a run decides for what a person requires; null where nobody has said what they require. */
export function decisionOf({ run, trials, experiment, scenarios, stated }: RecordedRun): Decision | null {
  if (stated === null) return null
  const planned = trials.filter(({ load }) => load !== 'diagnosis')
  const diagnoses = trials.filter(({ load }) => load === 'diagnosis')
  return decide({
    result: { run, trials: planned, diagnoses, experiment },
    found: assess(run, planned, experiment),
    requirements: stated.requirements,
    scenarios,
    table: stated.prices,
  })
}
