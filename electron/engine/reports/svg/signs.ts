import type { MarkKind } from '../../../../shared/chart.ts'
import { markPaths } from '../../../../shared/mark-paths.ts'
import { scenarioStyle, shapePaths } from '../../../../shared/scenario-style.ts'
import { colorOf, filled, stroked } from './chart-colors.ts'
import { element, escaped, rounded } from './svg-text.ts'

interface TextPlace {
  x: number
  /** Of the middle of the letters. */
  y: number
  anchor: 'start' | 'middle' | 'end'
  muted?: boolean
  bold?: boolean
}

/** Letters of 12.5 px around a height. */
export function text(content: string, { x, y, anchor, muted = false, bold = false }: TextPlace): string {
  if (content === '') return ''
  return element(
    'text',
    {
      ...filled(muted ? 'color-muted' : 'color-text'),
      x,
      // Half of a capital's height: `dominant-baseline` is not known everywhere.
      y: y + 4.4,
      'text-anchor': anchor,
      'font-weight': bold ? 600 : undefined,
    },
    escaped(content),
  )
}

/** The sign of a scenario around a point. */
export function scenarioSign(scenarioId: string, at: { x: number; y: number }, size = 10): string {
  const scale = size / 12
  return element('path', {
    ...filled(colorOf(scenarioId)),
    d: shapePaths[scenarioStyle(scenarioId).shape],
    transform: `translate(${rounded(at.x - size / 2)} ${rounded(at.y - size / 2)}) scale(${rounded(scale)})`,
  })
}

/** What was expected, around a point: with a rim that keeps it apart from the bar below. */
export function mark(kind: MarkKind, x: number, y: number, scale = 1): string {
  const d = markPaths[kind]
  const transform = `translate(${rounded(x)} ${rounded(y)}) scale(${rounded(scale)})`
  const rim = element('path', { ...stroked('color-surface'), 'stroke-width': 4, d, transform })
  if (kind === 'published') return rim + element('path', { ...filled('color-text'), d, transform })
  return (
    rim +
    element('path', { ...filled('color-surface'), d, transform }) +
    element('path', { ...stroked('color-text'), 'stroke-width': 1.75, d, transform })
  )
}
