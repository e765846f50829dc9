import { AppError } from '../../../shared/errors.ts'
import type { ExportedFile } from '../../../shared/exported-file.ts'
import type { ExportFormat, RecordedRun } from './export-format.ts'
import { jsonFormat } from './run-json.ts'
import { junitFormat } from './run-junit.ts'

/** The formats that runs are exported in. The first is used when none is named. */
export const exportFormats: readonly [ExportFormat, ...ExportFormat[]] = [jsonFormat, junitFormat]

/** @throws AppError `invalid-input` for a format that does not exist, naming those that do */
export function exportRun(recorded: RecordedRun, formatId = exportFormats[0].id): ExportedFile {
  const format = exportFormats.find(({ id }) => id === formatId)
  if (format === undefined) {
    const known = exportFormats.map(({ id }) => id).join(', ')
    throw new AppError('invalid-input', `There is no export format "${formatId}". There are: ${known}.`)
  }
  return {
    fileName: `sluice-${recorded.run.id}.${format.extension}`,
    mediaType: format.mediaType,
    text: format.write(recorded),
  }
}
