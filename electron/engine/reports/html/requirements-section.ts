import { decisionTable } from '../../../../shared/decision-table.ts'
import { basisSentences, decisionSentence } from '../../../../shared/decision-text.ts'
import type { Decision } from '../../../../shared/decision.ts'
import { roundDollars } from '../../../../shared/figures.ts'
import type { Findings } from '../findings.ts'
import { requirementRows } from '../requirement-rows.ts'
import { figure, list, paragraph, section, table } from './elements.ts'

const title = 'Requirements and monthly cost'

/** What a person requires, what it decides, and what each scenario would cost; or that nobody has said. */
export function requirements({ decision, flips }: Findings): string {
  if (decision === null)
    return section(
      title,
      paragraph(
        'No requirements are recorded with this run, so the report names no monthly cost and makes no ' +
          'choice between the scenarios.',
      ),
    )
  const { columns, rows } = decisionTable(decision)
  return section(
    title,
    paragraph(decisionSentence(decision), 'lead'),
    list(basisSentences(decision)),
    flips === null ? '' : figure(flips),
    table({ columns: columns.map((one) => one.title), rows }, 'How each scenario stands to them', [1, 2]),
    table(
      { columns: ['Requirement', 'Value'], rows: requirementRows(decision.requirements) },
      'What is required',
    ),
    costs(decision),
  )
}

function costs({ scenarios }: Decision): string {
  const rows = scenarios.flatMap((one) =>
    (one.cost?.items ?? []).map(({ cause, usd }) => [one.title, cause, roundDollars(usd)]),
  )
  if (rows.length === 0) return ''
  return table({ columns: ['Scenario', 'Cause', 'Dollars a month'], rows }, 'What a month costs', [2])
}
