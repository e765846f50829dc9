import { readRunJson } from '../reports/read-run-json.ts'
import type { RunFormat } from './import-format.ts'
import { requireSound } from './sound-run.ts'

/** What `sluice export` writes as JSON, of every version, and as a report. Verdicts are not taken from it. */
export const sluiceRun: RunFormat = {
  kind: 'run',
  id: 'sluice',
  title: 'Sluice',
  recognises: ({ json }) =>
    typeof json === 'object' && json !== null && 'schemaVersion' in json && 'run' in json && 'trials' in json,
  read(file) {
    const filed = readRunJson(file.text, file.name)
    requireSound(file, filed)
    return filed
  },
}
