import type { Chart as ChartJsType } from 'chart.js'
import type { Chart } from '../../shared/chart.ts'
import { ChartJs } from './chart-js.ts'
import { barsConfiguration } from './paint-bars.ts'
import { linesConfiguration } from './paint-lines.ts'
import { readPalette } from './palette.ts'

/** A painted chart; `forget` frees the canvas for another. */
export interface Painted {
  forget: () => void
}

/**
 * Paints a chart onto a canvas in the colours of a theme; for printing it is painted again in those for
 * paper.
 */
export function paint(canvas: HTMLCanvasElement, chart: Chart, theme: 'light' | 'dark'): Painted {
  let painted = draw(canvas, chart, theme)
  const again = (as: 'light' | 'dark') => () => {
    painted.destroy()
    painted = draw(canvas, chart, as)
  }
  const beforePrint = again('light')
  const afterPrint = again(theme)
  window.addEventListener('beforeprint', beforePrint)
  window.addEventListener('afterprint', afterPrint)
  return {
    forget: () => {
      window.removeEventListener('beforeprint', beforePrint)
      window.removeEventListener('afterprint', afterPrint)
      painted.destroy()
    },
  }
}

function draw(canvas: HTMLCanvasElement, chart: Chart, theme: 'light' | 'dark'): ChartJsType {
  const palette = readPalette(theme)
  return chart.kind === 'bars'
    ? new ChartJs(canvas, barsConfiguration(chart, palette))
    : new ChartJs(canvas, linesConfiguration(chart, palette))
}
