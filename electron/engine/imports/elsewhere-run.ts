import type { Elsewhere } from '../../../shared/account.ts'
import { endingOf } from '../../../shared/completeness.ts'
import { elsewhereLoad } from '../../../shared/elsewhere.ts'
import { encodeHistogram } from '../../../shared/histogram-text.ts'
import { importLimits } from '../../../shared/import-limits.ts'
import type { Imported } from '../../../shared/imported.ts'
import { listed } from '../../../shared/figures.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { judgeTrial } from '../../../shared/trial-errors.ts'
import { AppError } from '../../../shared/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ImportedRun } from '../store/imported-runs.ts'
import { trialResultOf, type ToolResult } from './tool-result.ts'

/** What another tool has measured: a round of its scenario, in the order of the files. */
export interface ToolFile {
  scenario: string
  found: ToolResult
}

/** Where every file is of an address that it does not name, or of another one than the rest. */
const unknownPath = 'not in the file'
const severalPaths = 'several'

/**
 * A run of what other tools have measured. Its first scenario is the baseline, the files of a scenario are
 * its rounds. Interleaved ones are compared round by round, others as two samples. Rules 7 and 10.
 * @throws AppError `invalid-input` for too many files, and where interleaved ones are not as many of each
 */
export function elsewhereRun(
  files: readonly ToolFile[],
  interleaved: boolean,
  imported: Imported,
): ImportedRun {
  const scenarios = scenariosOf(files, interleaved)
  const rounds = Math.max(...scenarios.map(({ files: own }) => own.length))
  const account = accountOf(files.map(({ found }) => found))
  const path = commonPath(files.map(({ found }) => found))
  const paired = interleaved || scenarios.length === 1
  const id = newId('r')
  const trials = scenarios
    .flatMap(({ id: scenarioId, files: own }, place) =>
      own.map((found, index) => ({ scenarioId, place, round: index + 1, found })),
    )
    .toSorted((one, other) => one.round - other.round || one.place - other.place)
    .map(({ scenarioId, round, found }, order) => ({
      trial: trialOf({ runId: id, order, round, scenarioId, path }, found),
      histogram: found.histogram === null ? null : encodeHistogram(found.histogram),
    }))
  const titled = scenarios.map(({ id: scenarioId, title }) => ({ id: scenarioId, title }))
  const run: Run = {
    id,
    deploymentId: '',
    experimentId: '',
    account,
    endpoint: null,
    region: '',
    ...endingOf(
      { scenarios: titled },
      trials.map(({ trial }) => trial),
    ),
    scenarios: titled,
    paths: [path],
    load: elsewhereLoad(account, rounds),
    rule: { kind: 'fixed', rounds, ...(paired ? {} : { unpaired: true }) },
    seed: 0,
    predictions: {},
    title: null,
    notes: '',
    tags: [],
    conditions: null,
    endedBy: null,
    cost: null,
    functionTimes: null,
    startedAtMs: imported.atMs,
    measuringSinceMs: null,
    alongside: [],
    finishedAtMs: null,
    imported,
  }
  return { run, trials, filed: null }
}

interface ScenarioFiles {
  id: string
  title: string
  files: ToolResult[]
}

function scenariosOf(files: readonly ToolFile[], interleaved: boolean): ScenarioFiles[] {
  const groups = [...Map.groupBy(files, ({ scenario }) => scenario)]
  if (groups.length > importLimits.scenarios)
    throw new AppError('invalid-input', `Name at most ${importLimits.scenarios} scenarios.`)
  const used = new Set<string>()
  const scenarios = groups.map(([title, own]) => ({
    id: idOf(title, used),
    title,
    files: own.map(({ found }) => found),
  }))
  const counts = scenarios.map(({ files: own }) => own.length)
  if (Math.max(...counts) > importLimits.rounds)
    throw new AppError('invalid-input', `Give at most ${importLimits.rounds} files of a scenario.`)
  if (interleaved && new Set(counts).size > 1)
    throw new AppError(
      'invalid-input',
      `Interleaved rounds need as many files of each scenario; there are ${listed(counts.map(String))}.`,
    )
  return scenarios
}

/** Letters and digits of a title, as ids of scenarios have; unique. */
function idOf(title: string, used: Set<string>): string {
  const plain =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'scenario'
  let id = plain
  for (let number = 2; used.has(id); number += 1) id = `${plain}-${number}`
  used.add(id)
  return id
}

function trialOf(
  place: Pick<Trial, 'runId' | 'order' | 'round' | 'scenarioId' | 'path'>,
  found: ToolResult,
): Trial {
  const result = trialResultOf(found)
  return { ...place, slot: 0, load: 'closed', ...judgeTrial(result), result }
}

function accountOf(found: readonly ToolResult[]): Elsewhere {
  const tools = [...new Set(found.map(({ tool }) => tool))]
  const threads = common(found.map((one) => one.threads))
  const connections = common(found.map((one) => one.connections))
  const durationSec = common(found.map((one) => Math.max(1, Math.round(one.durationMs / 1000))))
  const address = common(found.map((one) => one.address))
  return {
    kind: 'elsewhere',
    tool: listed(tools),
    threads: threads.value,
    connections: connections.value,
    durationSec: durationSec.value,
    differs: [
      ...(tools.length > 1 ? (['tool'] as const) : []),
      ...(threads.differs ? (['threads'] as const) : []),
      ...(connections.differs ? (['connections'] as const) : []),
      ...(durationSec.differs ? (['duration'] as const) : []),
      ...(address.differs ? (['address'] as const) : []),
    ],
  }
}

/** What all files say; null where one does not, or says another. */
function common<T>(values: readonly (T | null)[]): { value: T | null; differs: boolean } {
  const said = new Set(values.filter((value) => value !== null))
  const [first = null] = values
  return { value: new Set(values).size === 1 ? first : null, differs: said.size > 1 }
}

function commonPath(found: readonly ToolResult[]): string {
  const { value, differs } = common(found.map(({ path }) => path))
  return value ?? (differs ? severalPaths : unknownPath)
}
