import { csv } from './csv.ts'
import type { ExportFormat } from './export-format.ts'

/** One line for each full second of each trial: the requests that were sent in it. */
export const samplesFormat: ExportFormat = {
  id: 'samples',
  title: 'CSV of the samples',
  description: 'The requests of each second of each trial, for a spreadsheet.',
  extension: 'csv',
  mediaType: 'text/csv',
  hasCharts: false,
  write: ({ run, trials }) =>
    csv(
      ['run', 'order', 'round', 'scenario', 'slot', 'path', 'load', 'offset_ms', 'requests'],
      trials.flatMap(({ order, round, scenarioId, slot, path, load, result }) =>
        (result?.samples ?? []).map(({ offsetMs, requests }) => [
          run.id,
          order,
          round,
          scenarioId,
          slot,
          path,
          load,
          offsetMs,
          requests,
        ]),
      ),
    ),
}
