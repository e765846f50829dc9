import type { Assessment } from '../../../shared/assessment.ts'
import { threeFigures } from '../../../shared/figures.ts'
import { floorVerdict } from '../../../shared/floor-text.ts'
import { reachesOrigin } from '../../../shared/floors.ts'
import { geometricMean } from '../../../shared/compare.ts'
import { baselineOf, inSentence, outcomesOf, type Result } from '../../../shared/result.ts'
import { addedWithInterval, shareWithInterval, verdictText } from '../../../shared/verdict-text.ts'
import type { Findings } from './findings.ts'

/** A table of a document: every cell is text, and shown as it is. */
export interface DocumentTable {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** The scenarios with what each keeps and adds, intervals in parentheses, and its verdict. */
export function verdictTable({ result, found }: Findings): DocumentTable {
  const baseline = baselineOf(result)
  const name = inSentence(baseline?.title ?? 'baseline')
  const besides = (scenario: Result['run']['scenarios'][number]): string[] => {
    if (!reachesOrigin(scenario)) return ['–', '–', floorVerdict]
    return scenario.id === baseline?.id
      ? ['100\u00A0%', '–', 'baseline']
      : comparedOf(found, scenario.id, name)
  }
  return {
    columns: [
      'Scenario',
      'Good requests per second',
      `Share of the ${name}`,
      'Added at light load (p50)',
      'Verdict',
    ],
    rows: result.run.scenarios.map((scenario) => [
      scenario.title,
      rateOf(result, scenario.id),
      ...besides(scenario),
    ]),
  }
}

function rateOf(result: Result, id: string): string {
  const own = outcomesOf(result).filter(({ scenarioId }) => scenarioId === id)
  const rates = own.flatMap(({ goodRatePerSec }) => (goodRatePerSec === null ? [] : [goodRatePerSec]))
  const mean = rates.length === own.length ? geometricMean(rates) : null
  return mean === null ? 'no figure' : threeFigures(mean)
}

function comparedOf(found: Assessment | null, id: string, baseline: string): string[] {
  const own = found?.scenarios.find(({ scenarioId }) => scenarioId === id)
  const added = own?.added ? addedWithInterval(own.added) : 'not known'
  if (!found || !own?.verdict) return ['no figure', added, 'not ranked']
  const { verdict } = own
  return [shareWithInterval(verdict.estimate), added, verdictText(verdict, found.margins, baseline)]
}
