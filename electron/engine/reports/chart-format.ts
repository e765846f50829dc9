import { AppError } from '../../../shared/errors.ts'
import type { WriteRun } from './export-format.ts'
import { findingsOf } from './findings.ts'
import { chartFile } from './svg/chart-svg.ts'

/** One chart of a run as a picture. */
export const writeChart: WriteRun = (recorded, wanted) => {
  const { charts, provenance } = findingsOf(recorded)
  const found = wanted === undefined ? charts[0] : charts.find(({ id }) => id === wanted)
  if (found) return chartFile(found.chart, provenance)
  const known = charts.map(({ id }) => id).join(', ')
  throw new AppError('invalid-input', `The run has no chart "${wanted ?? ''}". It has: ${known}.`, {
    field: 'chart',
  })
}
