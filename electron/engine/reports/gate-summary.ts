import { gateHeadline, measuredText, outcomeWords, whyText } from '../../../shared/gate-text.ts'
import type { GateVerdict } from '../../../shared/gate.ts'
import type { Run } from '../../../shared/run.ts'
import type { GateOutcome } from '../../../shared/statistics/gate.ts'
import { markdownCell, markdownTable } from './markdown-table.ts'

const marks: Readonly<Record<GateOutcome, string>> = {
  violated: '❌',
  satisfied: '✅',
  undecided: '➖',
  'not-judged': '⚠️',
}

/**
 * A run with its gate, where it has one, in compact Markdown: for the page of a job or a pull request.
 * @param document the run itself, as Markdown
 */
export function gateSummary({ account }: Run, verdict: GateVerdict | null, document: string): string {
  const practice = 'Measured on the practice account: loopback numbers of that machine, not of AWS.'
  return [
    ...(verdict === null ? [] : [`### ${gateHeadline(verdict)}`, gateTable(verdict)]),
    ...(account.kind === 'practice' ? [practice] : []),
    document,
  ].join('\n\n')
}

/** What stands in the file until the run has been measured. */
export function unmeasuredSummary(experimentId: string): string {
  const run = `The run of ${markdownCell(experimentId)} has not come to a result.`
  return `### Sluice: nothing was measured\n\n${run}\n`
}

/** The conditions of a gate as a Markdown table. */
function gateTable({ judged }: GateVerdict): string {
  return markdownTable(
    ['outcome', 'fails if', 'measured', 'why'],
    judged.map((one) => [
      `${marks[one.outcome]} ${outcomeWords[one.outcome]}`,
      one.condition.text.trim(),
      measuredText(one),
      whyText(one),
    ]),
  )
}
