import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { CommandParsed } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Imported } from '../../../shared/imported.ts'
import type { ImportedRun } from '../store/imported-runs.ts'
import { elsewhereRun } from './elsewhere-run.ts'
import { formatOf } from './formats.ts'
import { openFile, type ImportFile } from './import-file.ts'
import type { RunFormat, ToolFormat } from './import-format.ts'

type Input = CommandParsed<'runs.import'>

/** Files whose texts are all there. */
export interface TextFiles {
  files: readonly (Pick<Input['files'][number], 'name' | 'scenario'> & { text: string })[]
  interleaved: boolean
}

interface Recognised<F> {
  file: ImportFile
  scenario: string | null
  format: F
}

/**
 * What files hold, as runs to be saved: each file of Sluice is a run, all files of other tools are one.
 * @param nowMs when they are imported
 * @throws AppError `invalid-input`, with `details.scenarios` where files of a tool lack their scenario
 */
export function runsOf({ files, interleaved }: TextFiles, nowMs: number): ImportedRun[] {
  const opened = files.map(({ name, text, scenario }) => {
    const file = openFile(basename(name), text)
    return { file, scenario, format: formatOf(file) }
  })
  const runs = opened.filter((one): one is Recognised<RunFormat> => one.format.kind === 'run')
  const tools = opened.filter((one): one is Recognised<ToolFormat> => one.format.kind === 'tool')
  const named = runs.find(({ scenario }) => scenario !== null)
  if (named !== undefined || (tools.length > 0 && runs.length > 0))
    throw new AppError(
      'invalid-input',
      `${(named ?? runs[0])?.file.name ?? ''} is a run of Sluice, with its own scenarios: import it alone.`,
    )
  return tools.length > 0 ? [toolRun(tools, interleaved, nowMs)] : runs.map((one) => filedRun(one, nowMs))
}

function filedRun({ file, format }: Recognised<RunFormat>, atMs: number): ImportedRun {
  const { run, trials, diagnoses, histograms, ...said } = format.read(file)
  const { schemaVersion, receipt, experiment, scenarios, stated } = said
  return {
    run: { ...run, imported: importedFrom([file], format.id, file.text, atMs) },
    filed: { schemaVersion, receipt, experiment, scenarios, stated },
    trials: [...trials, ...diagnoses].map((trial) => ({
      trial,
      histogram: histograms.get(trial.order) ?? null,
    })),
  }
}

function toolRun(tools: readonly Recognised<ToolFormat>[], interleaved: boolean, atMs: number): ImportedRun {
  const files = tools.map(({ file, scenario, format }) => {
    if (scenario === null) throw scenarioMissing(tools)
    return { scenario, found: format.read(file) }
  })
  const formats = [...new Set(tools.map(({ format }) => format.id))]
  const all = JSON.stringify([interleaved, ...tools.map(({ file, scenario }) => [scenario, file.text])])
  const opened = tools.map(({ file }) => file)
  return elsewhereRun(files, interleaved, importedFrom(opened, formats.join(', '), all, atMs))
}

function scenarioMissing(tools: readonly Recognised<ToolFormat>[]): AppError {
  const [first] = tools
  return new AppError(
    'invalid-input',
    `${first?.file.name ?? ''} is a result of ${first?.format.title ?? ''}, which does not say what it ` +
      'measured. Name the scenario of each file.',
    { scenarios: tools.map(({ file, format }) => ({ name: file.name, format: format.title })) },
  )
}

function importedFrom(files: readonly ImportFile[], format: string, content: string, atMs: number): Imported {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { format, fileNames: files.map(({ name }) => name), sha256, atMs }
}
