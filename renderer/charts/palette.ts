import { scenarioStyle } from '../../shared/scenario-style.ts'

const tokens = {
  text: '--color-text',
  muted: '--color-muted',
  line: '--color-line',
  edge: '--color-edge',
  surface: '--color-surface',
} as const

/** Colours of a theme as a canvas understands them, and the font of the page. */
export type Palette = Record<keyof typeof tokens, string> & {
  scenario: (id: string) => string
  fontFamily: string
}

/** Reads the custom properties of tokens.css as a theme has them: a canvas knows no variables. */
export function readPalette(theme: 'light' | 'dark'): Palette {
  const probe = document.createElement('span')
  probe.style.colorScheme = theme
  // In forced colours, everything would otherwise have the system's text colour.
  probe.style.setProperty('forced-color-adjust', 'none')
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const colors = new Map<string, string>()
  const color = (token: string): string => {
    probe.style.color = `var(${token})`
    return style.color
  }
  // All of them now: the probe is gone when a scenario's colour is asked for.
  for (let index = 1; index <= 8; index += 1) colors.set(`--scenario-${index}`, color(`--scenario-${index}`))
  const palette = {
    text: color(tokens.text),
    muted: color(tokens.muted),
    line: color(tokens.line),
    edge: color(tokens.edge),
    surface: color(tokens.surface),
    fontFamily: style.fontFamily,
  }
  probe.remove()
  return { ...palette, scenario: (id) => colors.get(scenarioStyle(id).token) ?? palette.text }
}
