import { listed } from '../../../shared/figures.ts'
import { autocannon } from './autocannon.ts'
import { hey } from './hey.ts'
import { heyCsv } from './hey-csv.ts'
import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'
import type { RunFormat, ToolFormat } from './import-format.ts'
import { k6 } from './k6.ts'
import { oha } from './oha.ts'
import { sluiceRun } from './sluice-run.ts'
import { wrk, wrk2 } from './wrk.ts'

/** The formats that can be imported. Each file is of the first that recognises it. */
const importFormats: readonly (RunFormat | ToolFormat)[] = [
  sluiceRun,
  oha,
  k6,
  autocannon,
  hey,
  heyCsv,
  wrk2,
  wrk,
]

/** The format of a file. @throws AppError `invalid-input` where none recognises it */
export function formatOf(file: ImportFile): RunFormat | ToolFormat {
  const found = importFormats.find((format) => format.recognises(file))
  if (found !== undefined) return found
  const titles = [...new Set(importFormats.map(({ title }) => title))]
  throw refused(file.name, `it is of none of the known formats: ${listed(titles)}`)
}
