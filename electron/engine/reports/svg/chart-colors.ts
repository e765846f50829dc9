import { scenarioStyle } from '../../../../shared/scenario-style.ts'

/**
 * The colours of charts outside of the window, light and dark: those of `renderer/styles/tokens.css`, which a
 * test compares.
 */
export const chartColors = {
  'color-text': ['#1b2125', '#e8ebed'],
  'color-muted': ['#58636a', '#a3aeb5'],
  'color-line': ['#dde1e3', '#2f363c'],
  'color-edge': ['#838d94', '#6d7981'],
  'color-surface': ['#ffffff', '#1a1e22'],
  'scenario-1': ['#1d65a7', '#4cb5f6'],
  'scenario-2': ['#ad7412', '#ecbd2f'],
  'scenario-3': ['#1e9575', '#34a76e'],
  'scenario-4': ['#774061', '#d28db7'],
  'scenario-5': ['#9c3405', '#f2682b'],
  'scenario-6': ['#4a174f', '#7c6fae'],
  'scenario-7': ['#0f1fa5', '#2ceaf7'],
  'scenario-8': ['#9333ea', '#c43af2'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type ColorName = keyof typeof chartColors

/**
 * Paints an area. The attribute holds the light colour, for programs that know no styles; `chartStyle` has
 * the dark one.
 */
export function filled(color: ColorName): { class: string; fill: string } {
  return { class: `fill-${color}`, fill: chartColors[color][0] }
}

/** Paints a line. */
export function stroked(color: ColorName): { class: string; fill: string; stroke: string } {
  return { class: `stroke-${color}`, fill: 'none', stroke: chartColors[color][0] }
}

/** The colour of a scenario: the same as in the window. */
export function colorOf(scenarioId: string): ColorName {
  return scenarioStyle(scenarioId).token.slice(2) as ColorName
}

const dark = Object.entries(chartColors).map(
  ([name, [, color]]) => `.fill-${name}{fill:${color}}.stroke-${name}{stroke:${color}}`,
)

/** The style of every chart: the dark theme, on screen only. */
export const chartStyle = `@media screen and (prefers-color-scheme:dark){${dark.join('')}}`
