import { AppError } from '../../../shared/errors.ts'
import type { ExportedFile, FormatDescription } from '../../../shared/exported-file.ts'
import { writeChart } from './chart-format.ts'
import { writeDecisionRecord } from './decision-record.ts'
import type { RecordedRun, WriteRun } from './export-format.ts'
import { exportFormats, type FormatId } from './format-list.ts'
import { writeReport } from './html/report-html.ts'
import { writeMarkdown } from './markdown.ts'
import { writeJson } from './run-json.ts'
import { writeJunit } from './run-junit.ts'
import { writeSamples } from './samples-csv.ts'
import { writeTrials } from './trials-csv.ts'

/** What writes a run in each format of `format-list.ts`. */
const writers: Record<FormatId, WriteRun> = {
  json: writeJson,
  html: writeReport,
  md: writeMarkdown,
  adr: writeDecisionRecord,
  csv: writeTrials,
  samples: writeSamples,
  svg: writeChart,
  junit: writeJunit,
}

/**
 * @param chart of a format that holds one chart; its first if left out
 * @throws AppError `invalid-input` for a format or chart that does not exist, naming those that do
 */
export function exportRun(
  recorded: RecordedRun,
  formatId: string = exportFormats[0].id,
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
    text: writers[format.id](recorded, chart),
  }
}

/** Tells files of one run with the same extension apart. */
function partOf({ id, extension, hasCharts }: FormatDescription, chart: string | undefined): string {
  if (hasCharts) return chart === undefined ? '' : `-${chart}`
  return id === extension ? '' : `-${id}`
}
