import { decisionTable } from '../../../shared/decision-table.ts'
import type { Decision } from '../../../shared/decision.ts'
import { terminalLine } from '../../platform/terminal-text.ts'
import type { Findings } from './findings.ts'
import { markdownCell, markdownTable } from './markdown-table.ts'
import { verdictTable } from './verdict-table.ts'

/** The scenarios with what each keeps and adds, and its verdict. */
export function verdicts(findings: Findings): string {
  const { columns, rows } = verdictTable(findings)
  return markdownTable(columns, rows, [1, 2, 3])
}

/** The scenarios with their costs, and how they stand to each requirement. */
export function decidedTable(decision: Decision): string {
  const { columns, rows } = decisionTable(decision)
  return markdownTable(
    columns.map(({ title }) => title),
    rows,
    [1, 2],
  )
}

/** A list of sentences. */
export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${markdownCell(sentence)}`).join('\n')
}

/** A command that a person copies: nothing in it can end the block. */
export function codeBlock(command: string): string {
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}sh\n${terminalLine(command)}\n${fence}`
}
