import type { Assessment, ScenarioAssessment } from './assessment.ts'
import { inSentence, theScenario, type Result } from './result.ts'
import type { Verdict } from './statistics/verdict.ts'

type Known = ScenarioAssessment & { verdict: Verdict }

/** Scenarios that share a sentence: one, or a family whose verdicts are alike. */
export interface VerdictGroup {
  scenarios: readonly Known[]
  /** At the start of a sentence: `The HTTP proxy`, `The 3 Lambda sizes`. */
  name: string
}

/**
 * The ranked scenarios, the largest share first; those of one family together where the same can be said of
 * each of them.
 */
export function verdictGroups({ run, experiment }: Result, found: Assessment): VerdictGroup[] {
  const ranked = found.scenarios.filter((one): one is Known => one.verdict !== null)
  const familyOf = (id: string) => experiment?.families.find(({ scenarios }) => scenarios.includes(id))
  const groups = Map.groupBy(ranked, ({ scenarioId, verdict }) => {
    const family = familyOf(scenarioId)
    return family && fitsOneRange(verdict) ? `${family.title} ${verdict.kind} ${verdict.reason}` : scenarioId
  })
  const title = (id: string): string => run.scenarios.find((one) => one.id === id)?.title ?? id
  return [...groups.values()]
    .map((scenarios): VerdictGroup => {
      const first = scenarios[0]?.scenarioId ?? ''
      const members = familyOf(first)?.members ?? ''
      const name =
        scenarios.length === 1
          ? theTitle(run, title(first))
          : `The ${scenarios.length} ${inSentence(members)}`
      return { scenarios, name }
    })
    .toSorted((one, other) => largest(other) - largest(one))
}

/** What cannot be known for the same reason fits into one sentence. */
const sharedReasons: readonly string[] = [
  'one-round',
  'two-rounds',
  'baseline-differs-from-itself',
] satisfies Verdict['reason'][]

/** Only what needs no word of its own for each scenario. */
function fitsOneRange({ kind, reason, mayBeTooSmallToMatter, estimate }: Verdict): boolean {
  if (kind === 'unknown') return reason !== null && sharedReasons.includes(reason)
  return !mayBeTooSmallToMatter && (kind === 'same' || (estimate.point ?? 0) < 1)
}

/** `The HTTP proxy`, but `Lambda-256 (128 MB)`: a name with a number in it takes no article. */
function theTitle(run: Result['run'], title: string): string {
  if (run.account.kind === 'elsewhere') return theScenario(run, title)
  return /\d/.test(title) ? title : `The ${inSentence(title)}`
}

function largest({ scenarios }: VerdictGroup): number {
  return Math.max(...scenarios.map(({ verdict }) => verdict.estimate.point ?? 0))
}
