export const shapes = [
  'circle',
  'triangle',
  'square',
  'diamond',
  'triangle-down',
  'cross',
  'star',
  'bar',
  'hexagon',
  'ring',
  'hourglass',
  'house',
  'x',
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
  hexagon: 'M3.2 1h5.6l3 5-3 5H3.2l-3-5z',
  ring: 'M6 .8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4zM6 3.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8z',
  hourglass: 'M1 .8h10L7.2 6l3.8 5.2H1L4.8 6z',
  house: 'M6 .5 11.5 5v6.5H.5V5z',
  x: 'M2.5.4 6 3.9 9.5.4l2.1 2.1L8.1 6l3.5 3.5-2.1 2.1L6 8.1l-3.5 3.5-2.1-2.1L3.9 6 .4 2.5z',
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

type Style = readonly [color: number, shape: Shape, dash: readonly number[]]

/**
 * The bundled scenarios. Those of one experiment differ in colour; where two share one, they differ in shape
 * and stroke.
 */
const known: Readonly<Record<string, Style>> = {
  elb: [1, 'circle', []],
  'lambda-256': [2, 'triangle', [6, 3]],
  'lambda-512': [3, 'square', [2, 3]],
  'lambda-1024': [4, 'diamond', [9, 3, 2, 3]],
  'http-proxy': [5, 'triangle-down', [12, 4]],
  'alb-https': [7, 'hexagon', [16, 3]],
  'elb-https': [8, 'ring', [4, 2]],
  'rest-vpc-link': [2, 'cross', [9, 3]],
  'http-vpc-link': [3, 'star', [6, 2, 1, 2]],
  'http-lambda': [6, 'hourglass', [5, 5]],
  'function-url': [8, 'bar', [12, 3, 3, 3]],
  'own-gateway': [4, 'house', [3, 2]],
  'rest-mock': [1, 'x', [1, 3]],
}

/** One of these is what another scenario gets, by its id. */
const others: readonly Style[] = [
  [6, 'cross', [4, 2]],
  [7, 'star', [1, 2]],
  [8, 'bar', [6, 2, 1, 2]],
]

/** Colour, shape and stroke of a scenario: the same on every screen and in every export. */
export function scenarioStyle(id: string): ScenarioStyle {
  const own = Object.hasOwn(known, id) ? known[id] : others[hash(id) % others.length]
  const [color, shape, dash] = own ?? [1, 'circle', []]
  return { color: `var(--scenario-${color})`, token: `--scenario-${color}`, shape, dash }
}

function hash(text: string): number {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}
