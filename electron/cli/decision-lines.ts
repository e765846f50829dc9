import type { Assessment } from '../../shared/assessment.ts'
import { decide, type Decision } from '../../shared/decision.ts'
import { basisSentences, decisionSentence } from '../../shared/decision-text.ts'
import { costText, judgementTexts, measuredOf, mustHaveCells } from '../../shared/decision-table.ts'
import { addedFigures } from '../../shared/verdict-text.ts'
import type { Shown } from './result-text.ts'
import { wrapped } from './terminal-width.ts'
import { textTable } from './text-table.ts'

/** What a run decides for what a person requires; null where nobody can have required anything. */
export function decisionOf(
  { result, scenarios, asked }: Pick<Shown, 'result' | 'scenarios' | 'asked'>,
  found: Assessment | null,
): Decision | null {
  return asked === null ? null : decide({ result, found, scenarios, ...asked })
}

/** The decision in a sentence, its table, and what it rests on. Nothing without complete rounds. */
export function decisionLines(shown: Shown, found: Assessment | null, width: number): string[] {
  const decision = decisionOf(shown, found)
  if (decision === null) return []
  return [
    ...wrapped(decisionSentence(decision), width, 0),
    '',
    table(decision, width),
    '',
    ...basisSentences(decision).flatMap((sentence) => wrapped(sentence, width, 0)),
    '',
  ]
}

function table(decision: Decision, width: number): string {
  const { scenarios, requirements, basis } = decision
  const measured = (scenarios[0] === undefined ? [] : measuredOf(scenarios[0])).map(({ kind }) => kind)
  const header = [
    'scenario',
    '$/month',
    `adds ms\n${basis.percentile}`,
    'interval\nms',
    ...measured,
    ...(requirements.mustHaves.length === 0 ? [] : ['must-haves']),
  ]
  const rows = scenarios.map((one) => {
    const added = one.added === null ? null : addedFigures(one.added)
    return [
      one.scenarioId,
      costText(one),
      added?.added ?? '-',
      added?.interval ?? '-',
      ...measuredOf(one).map(({ judgement }) => judgementTexts[judgement]),
      ...mustHaveCells(one),
    ]
  })
  return textTable(header, rows, [1, 2, 3], width)
}
