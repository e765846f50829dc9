import { csv } from './csv.ts'
import type { WriteRun } from './export-format.ts'

/** One line for each full second of each trial: the requests that were sent in it. */
export const writeSamples: WriteRun = ({ run, trials }) =>
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
  )
