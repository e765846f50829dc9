import { terminalLine } from '../../platform/terminal-text.ts'

/**
 * A text that stays within a cell, and that Markdown shows as it is: no markup, link, mention or reference
 * comes of it. Characters that only punctuate within a sentence stay as they are.
 */
export function markdownCell(text: string): string {
  return terminalLine(text)
    .replaceAll(/[\\`*_[\]{}<>|~$]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll(/[@#](?=\w)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/https?(?=:\/\/)|www(?=\.)/gi, (scheme) => `${scheme}\u200B`)
    .replace(/^[-+=>#]/, (start) => `\\${start}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
}

/** @param figures the columns that stand to the right, by their place */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(header.map(markdownCell)),
    line(header.map((_, column) => (figures.includes(column) ? '--:' : '---'))),
    ...rows.map((row) => line(row.map(markdownCell))),
  ].join('\n')
}
