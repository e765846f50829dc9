/** A text that stays within a cell, and that Markdown shows as it is. */
export function markdownCell(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#~]/g, (character) => `\\${character}`)
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
