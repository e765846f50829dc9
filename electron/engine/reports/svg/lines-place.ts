import type { ScaleContinuousNumeric } from 'd3-scale'
import type { LinesChart } from '../../../../shared/chart.ts'

export type Scale = ScaleContinuousNumeric<number, number>

/** Where a lines chart stands in its picture, in px. */
export interface LinesPlace {
  chart: LinesChart
  x: Scale
  y: Scale
  left: number
  right: number
  top: number
  bottom: number
  /** Of the whole picture. */
  widthPx: number
}
