import { readFileSync } from 'node:fs'
import { formatOf } from '../../../../electron/engine/imports/formats.ts'
import { openFile, type ImportFile } from '../../../../electron/engine/imports/import-file.ts'
import type { ToolResult } from '../../../../electron/engine/imports/tool-result.ts'

/** The files of other tools, by format. */
export const toolFixtures = {
  oha: ['oha.from-documentation.json'],
  k6: ['k6-summary-export.from-documentation.json', 'k6-handle-summary.from-documentation.json'],
  autocannon: ['autocannon.json', 'autocannon-errors.json'],
  hey: ['hey.txt', 'hey-errors.txt', 'hey-refused.txt'],
  'hey-csv': ['hey.csv'],
  wrk: ['wrk.txt', 'wrk-errors.txt'],
  wrk2: ['wrk2.from-documentation.txt'],
} as const

export function fixtureText(name: string): string {
  return readFileSync(new URL(`../../../fixtures/imports/${name}`, import.meta.url), 'utf8')
}

/** Under a name that says nothing of the format. */
export function fixture(name: string): ImportFile {
  return openFile('file', fixtureText(name))
}

/** What a text of another tool says. */
export function toolResult(text: string): ToolResult {
  const file = openFile('file', text)
  const format = formatOf(file)
  if (format.kind !== 'tool') throw new Error('It is a run of Sluice.')
  return format.read(file)
}
