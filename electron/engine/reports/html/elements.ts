import type { NamedChart } from '../findings.ts'
import { chartPicture } from '../svg/chart-svg.ts'
import { element, escaped } from '../svg/svg-text.ts'
import type { DocumentTable } from '../verdict-table.ts'

/** A paragraph of plain text. */
export function paragraph(content: string, className?: string): string {
  return element('p', { class: className }, escaped(content))
}

/** A list of sentences; nothing without any. */
export function list(sentences: readonly string[]): string {
  if (sentences.length === 0) return ''
  return `<ul>\n${sentences.map((one) => `${element('li', {}, escaped(one))}\n`).join('')}</ul>`
}

/** A part of the document under a heading. */
export function section(title: string, ...parts: readonly string[]): string {
  return [
    '<section>',
    element('h2', {}, escaped(title)),
    ...parts.filter((part) => part !== ''),
    '</section>',
  ].join('\n')
}

/** A table in a frame that scrolls where it is too wide. @param numbers the columns that are set right */
export function table(
  { columns, rows }: DocumentTable,
  caption: string,
  numbers: readonly number[] = [],
): string {
  const cell = (name: 'th' | 'td', content: string, column: number, scope?: 'col' | 'row'): string =>
    element(name, { scope, class: numbers.includes(column) ? 'number' : undefined }, escaped(content) || '–')
  const head = columns.map((title, column) => cell('th', title, column, 'col')).join('')
  const body = rows.map(
    (row) =>
      `<tr>${row
        .map((content, column) =>
          column === 0 ? cell('th', content, column, 'row') : cell('td', content, column),
        )
        .join('')}</tr>\n`,
  )
  return [
    element(
      'div',
      { class: 'frame', role: 'region', 'aria-label': caption, tabindex: 0 },
      [
        '\n<table>',
        element('caption', {}, escaped(caption)),
        `<thead><tr>${head}</tr></thead>`,
        `<tbody>\n${body.join('')}</tbody>`,
        '</table>\n',
      ].join('\n'),
    ),
  ].join('\n')
}

/** A chart with its name above, and below it the sentence that reads it aloud. */
export function figure({ id, chart }: NamedChart): string {
  const described = `chart-${id}`
  return [
    '<figure>',
    element('h3', {}, escaped(chart.title)),
    chartPicture(chart, described),
    element('figcaption', { id: described }, escaped(chart.sentence)),
    '</figure>',
  ].join('\n')
}
