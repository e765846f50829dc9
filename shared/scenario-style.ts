export const shapes = [
  'circle',
  'triangle',
  'square',
  'diamond',
  'triangle-down',
  'cross',
  'star',
  'bar',
] as const
export type Shape = (typeof shapes)[number]

/** Shapes in a box of 12 by 12. */
export const shapePaths: Record<Shape, string> = {
  circle: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  triangle: 'M6 .8 11.4 10.8H.6z',
  square: 'M1.5 1.5h9v9h-9z',
  diamond: 'M6 0 12 6 6 12 0 6z',
  'triangle-down': 'M6 11.2.6 1.2h10.8z',
  cross: 'M4.2.5h3.6v3.7h3.7v3.6H7.8v3.7H4.2V7.8H.5V4.2h3.7z',
  star: 'M6 0 7.5 4.2H12L8.4 6.9 9.8 11.4 6 8.7 2.2 11.4 3.6 6.9 0 4.2h4.5z',
  bar: 'M0 3.8h12v4.4H0z',
}

export interface ScenarioStyle {
  /** A value for CSS: `var(--scenario-1)`. */
  color: string
  /** The name of the custom property, for code that looks up the colour. */
  token: string
  shape: Shape
  /** Lengths of strokes and gaps of a line in px; empty for a solid line. */
  dash: readonly number[]
}

/** The order of the 2017 experiment; what comes later gets one of the other three. */
const first = ['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy']
const dashes: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 3],
  [9, 3, 2, 3],
  [12, 4],
  [4, 2],
  [1, 2],
  [6, 2, 1, 2],
]

/** Colour, shape and stroke of a scenario: the same on every screen and in every export. */
export function scenarioStyle(id: string): ScenarioStyle {
  const known = first.indexOf(id)
  const others = shapes.length - first.length
  const index = known === -1 ? first.length + (hash(id) % others) : known
  return {
    color: `var(--scenario-${index + 1})`,
    token: `--scenario-${index + 1}`,
    shape: shapes[index] ?? 'circle',
    dash: dashes[index] ?? [],
  }
}

function hash(text: string): number {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}
