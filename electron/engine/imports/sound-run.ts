import type { Trial } from '../../../shared/run.ts'
import type { FiledRun } from '../reports/read-run-json.ts'
import { refused } from './import-fault.ts'
import { lineOfField, type ImportFile } from './import-file.ts'

/** More than any measurement counts, in requests, bytes, microseconds and milliseconds. */
const mostAmount = 1e15
const mostTrials = 20_000
const mostTitle = 120
const idPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

type Field = readonly (string | number)[]

/**
 * Checks what the schema of a run cannot: that its parts belong together, and that its figures can be those
 * of a measurement.
 * @throws AppError `invalid-input` that names the field
 */
export function requireSound(file: ImportFile, { run, trials, diagnoses }: FiledRun): void {
  const fail = (field: Field, what: string): never => {
    throw refused(file.name, what, { field: field.join('.'), line: lineOfField(file.text, field) })
  }
  if (run.status === 'running')
    fail(['run', 'status'], 'the run was going; export it again when it has ended')
  if (!idPattern.test(run.id)) fail(['run', 'id'], 'this is no id')
  if (run.account.kind === 'published') fail(['run', 'account', 'kind'], 'published results are built in')
  requireNames(file, run.scenarios, run.paths, fail)
  const all = [...trials, ...diagnoses]
  if (all.length > mostTrials) fail(['trials'], `there are more than ${mostTrials} trials`)
  const places = new Set(all.map(({ order }) => order))
  if (places.size < all.length) fail(['trials'], 'two trials have the same order')
  const scenarios = new Set(run.scenarios.map(({ id }) => id))
  const indexOf = indexesByOrder(file)
  for (const trial of all) {
    const at = ['trials', indexOf.get(trial.order) ?? 0] as const
    if (!scenarios.has(trial.scenarioId)) fail([...at, 'scenarioId'], 'the run has no such scenario')
    if (!run.paths.includes(trial.path)) fail([...at, 'path'], 'the run has no such path')
    requireAmounts(trial, at, fail)
  }
}

/** Where the file has the trial of an order: it may list them in another one. */
function indexesByOrder({ json }: ImportFile): Map<number, number> {
  const { trials = [] } = json as { trials?: { order?: number }[] }
  return new Map(trials.map(({ order = 0 }, index) => [order, index]))
}

type Fail = (field: Field, what: string) => never

function requireNames(
  _file: ImportFile,
  scenarios: readonly { id: string; title: string }[],
  paths: readonly string[],
  fail: Fail,
): void {
  if (scenarios.length === 0) fail(['scenarios'], 'there is no scenario')
  for (const [place, { id, title }] of scenarios.entries()) {
    if (!idPattern.test(id)) fail(['scenarios', place, 'id'], 'this is no id')
    if (scenarios.findIndex((one) => one.id === id) < place)
      fail(['scenarios', place, 'id'], 'it occurs twice')
    if (!isName(title)) fail(['scenarios', place, 'title'], 'this is no title')
  }
  for (const [place, path] of paths.entries())
    if (!isName(path)) fail(['run', 'paths', place], 'this is no path')
}

/** A line of text without what a page or a terminal would take for its own. */
function isName(text: string): boolean {
  return text.length > 0 && text.length <= mostTitle && !/[<>\n\r\t]/.test(text)
}

function requireAmounts(trial: Trial, at: Field, fail: Fail): void {
  if (trial.round < 0 || trial.order < 0) fail([...at, 'order'], 'it is negative')
  const { result } = trial
  if (result === null) return
  const wrong = wrongAmount(result)
  if (wrong !== null) fail([...at, ...wrong], 'no measurement gives this amount')
  if (result.durationMs === 0) fail([...at, 'durationMs'], 'it took no time')
  if (result.goodRequests > result.requests) fail([...at, 'goodRequests'], 'there are more than requests')
  if (!isName(result.generator.name) || !isName(result.generator.version))
    fail([...at, 'generator'], 'this is no load tool')
}

/** The path to the first number that is negative or too large. */
function wrongAmount(value: unknown): Field | null {
  if (typeof value === 'number') return value >= 0 && value <= mostAmount ? null : []
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = wrongAmount(inner)
    if (found !== null) return [key, ...found]
  }
  return null
}
