import { decisionTable } from '../../../shared/decision-table.ts'
import type { Decision } from '../../../shared/decision.ts'
import { terminalLine } from '../../platform/terminal-text.ts'
import type { DocumentTable } from './verdict-table.ts'

/**
 * A text that Markdown shows as it is: no markup, link, mention or reference comes of it. Characters that
 * only punctuate within a sentence stay as they are.
 */
export function plain(text: string): string {
  return terminalLine(text)
    .replaceAll(/[\\`*_[\]{}<>|~$]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll(/[@#](?=\w)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/https?(?=:\/\/)|www(?=\.)/gi, (scheme) => `${scheme}\u200B`)
    .replace(/^[-+=>]/, (start) => `\\${start}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
}

/** A table; its first column is set left, the others as `numbers` says. */
export function markdownTable({ columns, rows }: DocumentTable, numbers: readonly number[] = []): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`
  const rule = columns.map((_title, column) => (numbers.includes(column) ? '---:' : '---')).join(' | ')
  return [line(columns), `| ${rule} |`, ...rows.map(line)].join('\n')
}

/** The scenarios with their costs, and how they stand to each requirement. */
export function decidedTable(decision: Decision): string {
  const { columns, rows } = decisionTable(decision)
  return markdownTable({ columns: columns.map(({ title }) => title), rows }, [1, 2])
}

/** A list of sentences. */
export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${plain(sentence)}`).join('\n')
}

/** A command that a person copies: nothing in it can end the block. */
export function codeBlock(command: string): string {
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}sh\n${terminalLine(command)}\n${fence}`
}
