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
