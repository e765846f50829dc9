/** The usual width of a terminal, and what is taken where text goes to a file or another program. */
const usualWidth = 80

/** Lines longer than this are tiring to read. */
const widest = 120

/** How many columns a text on a stream may use. */
export function widthOf(out: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number {
  return out.isTTY && out.columns > 0 ? Math.min(out.columns, widest) : usualWidth
}

/**
 * Breaks a text at spaces, so that its lines fit; a word that is longer stands on a line of its own. What a
 * no-break space holds together stays together.
 * @param hang how far the lines after the first are moved to the right
 */
export function wrapped(text: string, width: number, hang = 0): string[] {
  return text.split('\n').flatMap((paragraph) => wrappedLine(paragraph, width, hang))
}

function wrappedLine(text: string, width: number, hang: number): string[] {
  if (text.length <= width) return [text]
  const indent = ' '.repeat(hang)
  const lines: string[] = []
  const words = text.trimStart()
  let line = ' '.repeat(text.length - words.length)
  for (const word of words.split(' ')) {
    const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`
    if (longer.length <= width || line.trim() === '') line = longer
    else {
      lines.push(line)
      line = `${indent}${word}`
    }
  }
  return [...lines, line]
}
