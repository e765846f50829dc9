import { terminalLine } from '../../../platform/terminal-text.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * A text as markup shows it, in an element or a quoted attribute; characters that no file may hold are gone.
 */
export function escaped(text: string): string {
  return terminalLine(text)
    .replaceAll(/[\uD800-\uDFFF\uFFFE\uFFFF]/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** An element with its attributes; a number has at most two decimals, and what is undefined is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`],
  )
  const opening = `<${name}${written.join('')}`
  return content === '' ? `${opening}/>` : `${opening}>${content}</${name}>`
}

/** At most two decimals: more nobody sees. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Widths of Helvetica's letters, in thousandths of the size of the text; others are as wide as a digit. */
const widths: Readonly<Record<string, number>> = {
  ...ofEach("ijl'|", 222),
  ...ofEach(' !,./:;Ift\u00A0[]', 278),
  ...ofEach('()r-', 333),
  ...ofEach('cksvxyzJ', 500),
  ...ofEach('ABEKPSVXY', 667),
  ...ofEach('CDHNRUw', 722),
  ...ofEach('GOQ', 778),
  ...ofEach('m', 833),
  ...ofEach('M%', 861),
  ...ofEach('W—', 944),
}

function ofEach(letters: string, width: number): Record<string, number> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, width]))
}

/** Some fonts are wider than Helvetica, such as DejaVu, and bold is. */
const allowance = 1.2

/** About how wide a text is, in px: a file has no canvas to ask. */
export function textWidth(text: string, sizePx: number): number {
  return (
    (Array.from(text).reduce((sum, letter) => sum + (widths[letter] ?? 556), 0) / 1000) * sizePx * allowance
  )
}

/** A text cut to a width, with an ellipsis in its middle, as on screen. */
export function fitted(text: string, widthPx: number, sizePx: number): string {
  if (textWidth(text, sizePx) <= widthPx) return text
  for (let kept = text.length - 1; kept > 1; kept -= 1) {
    const cut = `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`
    if (textWidth(cut, sizePx) <= widthPx) return cut
  }
  return '…'
}
