import { AppError } from '../../../shared/errors.ts'
import type { ExportedFile } from '../../../shared/exported-file.ts'
import { chartFormat } from './chart-format.ts'
import { decisionRecordFormat } from './decision-record.ts'
import type { ExportFormat, RecordedRun } from './export-format.ts'
import { reportFormat } from './html/report-html.ts'
import { markdownFormat } from './markdown.ts'
import { jsonFormat } from './run-json.ts'
import { junitFormat } from './run-junit.ts'
import { samplesFormat } from './samples-csv.ts'
import { trialsFormat } from './trials-csv.ts'

/** The formats that runs are exported in. The first is used when none is named. */
export const exportFormats: readonly [ExportFormat, ...ExportFormat[]] = [
  jsonFormat,
  reportFormat,
  markdownFormat,
  decisionRecordFormat,
  trialsFormat,
  samplesFormat,
  chartFormat,
  junitFormat,
]

/**
 * @param chart of a format that holds one chart; its first if left out
 * @throws AppError `invalid-input` for a format or chart that does not exist, naming those that do
 */
export function exportRun(
  recorded: RecordedRun,
  formatId = exportFormats[0].id,
  chart?: string,
): ExportedFile {
  const format = exportFormats.find(({ id }) => id === formatId)
  if (format === undefined) {
    const known = exportFormats.map(({ id }) => id).join(', ')
    throw new AppError('invalid-input', `There is no export format "${formatId}". There are: ${known}.`)
  }
  const part = partOf(format, chart)
  return {
    fileName: `sluice-${recorded.run.id}${part}.${format.extension}`,
    mediaType: format.mediaType,
    text: format.write(recorded, chart),
  }
}

/** Tells files of one run with the same extension apart. */
function partOf({ id, extension, hasCharts }: ExportFormat, chart: string | undefined): string {
  if (hasCharts) return chart === undefined ? '' : `-${chart}`
  return id === extension ? '' : `-${id}`
}
