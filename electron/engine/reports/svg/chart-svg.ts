import type { Chart } from '../../../../shared/chart.ts'
import { barsSvg } from './bars-svg.ts'
import { chartStyle, filled } from './chart-colors.ts'
import { linesSvg } from './lines-svg.ts'
import { text } from './signs.ts'
import { element, escaped, textWidth } from './svg-text.ts'

const widthPx = 760
const marginPx = 16
const lineHeightPx = 18

/** Fonts that are on most machines: a file brings none. */
export const chartFont = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"

const font = { 'font-family': chartFont, 'font-size': 12.5 }

/**
 * A chart inside a page that has `chartStyle`. It is named by its title, and described by the element that
 * has its sentence.
 */
export function chartPicture(chart: Chart, describedBy: string): string {
  const { content, heightPx } = painted(chart, widthPx)
  return element(
    'svg',
    {
      viewBox: `0 0 ${widthPx} ${heightPx}`,
      role: 'img',
      'aria-label': chart.title,
      'aria-describedby': describedBy,
      ...font,
    },
    `\n${content}\n`,
  )
}

/** A chart as a file of its own: with its title, its sentence, and where its figures come from. */
export function chartFile(chart: Chart, provenance: string): string {
  const { content, heightPx } = painted(chart, widthPx)
  const lines = [chart.sentence, provenance].flatMap((one) => wrapped(one, widthPx))
  const topPx = marginPx + 28
  const belowPx = topPx + heightPx + 12
  const [width, height] = [widthPx + 2 * marginPx, belowPx + lines.length * lineHeightPx + marginPx]
  const below = lines.map((one, index) =>
    text(one, { x: marginPx, y: belowPx + index * lineHeightPx, anchor: 'start', muted: true }),
  )
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': chart.title,
      ...font,
    },
    [
      '',
      element('title', {}, escaped(chart.title)),
      element('desc', {}, escaped(chart.sentence)),
      element('style', {}, chartStyle),
      element('rect', { ...filled('color-surface'), width, height }),
      text(chart.title, { x: marginPx, y: marginPx + 7, anchor: 'start', bold: true }),
      element('g', { transform: `translate(${marginPx} ${topPx})` }, `\n${content}\n`),
      ...below,
      '',
    ].join('\n'),
  )
  return `${svg}\n`
}

function painted(chart: Chart, width: number): { content: string; heightPx: number } {
  return chart.kind === 'bars' ? barsSvg(chart, width) : linesSvg(chart, width)
}

function wrapped(long: string, width: number): string[] {
  const lines: string[] = []
  for (const word of long.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length > 0 && textWidth(longer, 12.5) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
