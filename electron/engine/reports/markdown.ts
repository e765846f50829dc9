import { decisionSentence } from '../../../shared/decision-text.ts'
import { functionTimeSentences } from '../../../shared/function-time-text.ts'
import { receiptVerdict } from '../../../shared/receipt-verdict.ts'
import type { WriteRun } from './export-format.ts'
import { findingsOf, type Findings } from './findings.ts'
import { markdownCell } from './markdown-table.ts'
import { bullets, codeBlock, decidedTable, verdicts } from './markdown-text.ts'
import { repeatCommand } from './repeat-command.ts'

/** What fits into a pull request: the answer, the table, and the rest folded away. */
export const writeMarkdown: WriteRun = (recorded) => markdown(findingsOf(recorded))

function markdown(findings: Findings): string {
  const { result, sentences, doubts, provenance, receipt, decision } = findings
  const [lead = '', ...others] = sentences
  return [
    ...decided(decision),
    `**${markdownCell(lead)}**`,
    bullets(others),
    verdicts(findings),
    receipt === null ? '' : markdownCell(receiptVerdict(receipt)),
    folded(
      `What may be wrong with these figures (${doubts.length})`,
      bullets(doubts.map(({ sentence }) => sentence)),
    ),
    folded('Repeat it', codeBlock(repeatCommand(result.run))),
    `<sub>${markdownCell(provenance)}</sub>`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** The decision, its table, and where the time of functions is from that the costs rest on. */
function decided(decision: Findings['decision']): string[] {
  if (decision === null) return []
  return [
    `**${markdownCell(decisionSentence(decision))}**`,
    decidedTable(decision),
    ...functionTimeSentences(decision.basis.functionTimes).map(markdownCell),
  ]
}

function folded(title: string, content: string): string {
  return content === '' ? '' : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`
}
