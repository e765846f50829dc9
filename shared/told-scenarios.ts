import type { Assessment, ScenarioAssessment } from './assessment.ts'
import { inSentence, type Result } from './result.ts'
import type { Verdict } from './statistics/verdict.ts'

type Known = ScenarioAssessment & { verdict: Verdict }

/** Scenarios that one sentence tells: one, or a family whose verdicts are alike. */
export interface Told {
  scenarios: readonly Known[]
  /** At the start of a sentence: `The HTTP proxy`, `The 3 Lambda sizes`. */
  name: string
}

/**
 * The ranked scenarios, the largest share first; those of one family together where the same can be said of
 * each of them.
 */
export function toldScenarios({ run, experiment }: Result, found: Assessment): Told[] {
  const ranked = found.scenarios.filter((one): one is Known => one.verdict !== null)
  const familyOf = (id: string) => experiment?.families.find(({ scenarios }) => scenarios.includes(id))
  const groups = Map.groupBy(ranked, ({ scenarioId, verdict }) => {
    const family = familyOf(scenarioId)
    return family && tellsAsRange(verdict) ? `${family.title} ${verdict.kind} ${verdict.reason}` : scenarioId
  })
  const title = (id: string): string => run.scenarios.find((one) => one.id === id)?.title ?? id
  return [...groups.values()]
    .map((scenarios): Told => {
      const first = scenarios[0]?.scenarioId ?? ''
      const members = familyOf(first)?.members ?? ''
      const name =
        scenarios.length === 1 ? theTitle(title(first)) : `The ${scenarios.length} ${inSentence(members)}`
      return { scenarios, name }
    })
    .toSorted((one, other) => largest(other) - largest(one))
}

/** What cannot be known for the same reason is told together. */
const toldAlike: readonly string[] = [
  'one-round',
  'two-rounds',
  'baseline-differs-from-itself',
] satisfies Verdict['reason'][]

/** Only what needs no word of its own for each scenario. */
function tellsAsRange({ kind, reason, mayBeTooSmallToMatter, estimate }: Verdict): boolean {
  if (kind === 'unknown') return reason !== null && toldAlike.includes(reason)
  return !mayBeTooSmallToMatter && (kind === 'same' || (estimate.point ?? 0) < 1)
}

/** `The HTTP proxy`, but `Lambda-256 (128 MB)`: a name with a number in it takes no article. */
function theTitle(title: string): string {
  return /\d/.test(title) ? title : `The ${inSentence(title)}`
}

function largest({ scenarios }: Told): number {
  return Math.max(...scenarios.map(({ verdict }) => verdict.estimate.point ?? 0))
}
