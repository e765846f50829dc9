import { answerSentences } from '../../../shared/answer.ts'
import { gateHeadline, measuredText, outcomeWords, whyText } from '../../../shared/gate-text.ts'
import type { GateVerdict } from '../../../shared/gate.ts'
import { measuredName } from '../../../shared/run-name.ts'
import type { Result } from '../../../shared/result.ts'
import type { GateOutcome } from '../../../shared/statistics/gate.ts'
import { markdownCell, markdownTable } from './markdown-table.ts'

const marks: Readonly<Record<GateOutcome, string>> = {
  violated: '❌',
  satisfied: '✅',
  undecided: '➖',
  'not-judged': '⚠️',
}

/** A run, and its gate where it has one, in compact Markdown, for the page of a job or a pull request. */
export function gateSummary(result: Result, verdict: GateVerdict | null): string {
  const { run, experiment } = result
  return [
    ...(verdict === null ? ['### Sluice'] : [`### ${gateHeadline(verdict)}`, '', gateTable(verdict)]),
    '',
    ...answerSentences(result).map((sentence) => `- ${markdownCell(sentence)}`),
    '',
    `${markdownCell(measuredName(run, experiment, null))} · run \`${run.id}\``,
    ...(run.account.kind === 'practice'
      ? ['', 'Measured on the practice account: loopback numbers of that machine, not of AWS.']
      : []),
    '',
  ].join('\n')
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
