import type { FiledRun } from '../reports/read-run-json.ts'
import type { ImportFile } from './import-file.ts'
import type { ToolResult } from './tool-result.ts'

interface AnyFormat {
  id: string
  /** For people: "a result of hey". */
  title: string
  /** Whether a file is of this format, by what it says; its name is not looked at. */
  recognises: (file: ImportFile) => boolean
}

/** A format that holds a whole run of Sluice. */
export interface RunFormat extends AnyFormat {
  kind: 'run'
  /** @throws AppError `invalid-input` */
  read: (file: ImportFile) => FiledRun
}

/** A format of another load tool: one file is one measurement, which becomes a trial of a run. */
export interface ToolFormat extends AnyFormat {
  kind: 'tool'
  /** @throws AppError `invalid-input` */
  read: (file: ImportFile) => ToolResult
}
