import { gateHeadline, measuredText, outcomeWords, whyText } from '../../shared/gate-text.ts'
import { judgeGate, type GateVerdict } from '../../shared/gate.ts'
import { requireAnswerable, type GatedPlan } from '../../shared/gate-faults.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Result } from '../../shared/result.ts'
import type { Run } from '../../shared/run.ts'
import { gateSummary, unmeasuredSummary } from '../engine/reports/gate-summary.ts'
import { gateJunit, unmeasuredJunit } from '../engine/reports/run-junit.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { answering, type GateRequest } from './gate-options.ts'
import { loadRun } from './load-run.ts'
import { requireWritable, writeOutput } from './output-file.ts'
import type { Painter } from './painter.ts'

/** A gate whose conditions can be answered, with the other runs that it needs. */
export interface Gate extends GateRequest {
  runsBefore: readonly Result[]
  runsBeside: readonly Result[]
}

type Planned = Omit<GatedPlan, 'hasRunsBefore'>

/** @throws AppError `invalid-input` where a file of the gate cannot be written */
export function requireGateFiles({ junitFile, summaryFile }: GateRequest): void {
  if (junitFile !== undefined) requireWritable(junitFile, '--junit')
  if (summaryFile !== undefined) requireWritable(summaryFile, '--summary')
}

/**
 * Checks what can be known of a gate before a run: its names, and the runs that it names.
 * @param planned null where the engine will refuse the run anyway
 * @throws AppError `invalid-input`, `not-found`
 */
export async function prepareGate(
  engine: Engine,
  request: GateRequest,
  planned: Planned | null,
): Promise<Gate> {
  const { conditions, before } = request
  if (planned !== null)
    answering(() => requireAnswerable(conditions, { ...planned, hasRunsBefore: before.length > 0 }))
  const load = (names: readonly string[]): Promise<Result[]> =>
    Promise.all([...new Set(names)].map(async (name) => (await loadRun(engine, name)).result))
  return { ...request, runsBefore: await load(before), runsBeside: await load(request.beside) }
}

/** What a run will measure, for `prepareGate`. */
export function plannedOf(
  experiment: Experiment | undefined,
  scenarios: readonly string[] | undefined,
  load: { light?: boolean | undefined; rounds?: number | undefined } | undefined,
): Planned | null {
  if (experiment === undefined || load === undefined) return null
  const { baseline, floors } = experiment
  const { light = false, rounds = experiment.load.rounds } = load
  return { scenarios: scenarios ?? experiment.scenarios, floors, baseline, light, rounds }
}

/** The verdict of a gate on a run; null where it has no condition. */
export function verdictOn(
  result: Result,
  { conditions, strict, runsBeside, runsBefore }: Gate,
): GateVerdict | null {
  if (conditions.length === 0) return null
  return judgeGate({ result, also: runsBeside, before: runsBefore }, conditions, strict)
}

/** Says in the files that nothing is measured yet: those of an earlier run must not pass for this one's. */
export function writeUnmeasured(gate: Gate, experimentId: string): void {
  writeFiles(gate, {
    junit: () => unmeasuredJunit(experimentId, gate.conditions, Date.now()),
    summary: () => unmeasuredSummary(experimentId),
    otherwise: '',
  })
}

/** @param document the run as Markdown, for the summary */
export async function writeGateFiles(
  gate: Gate,
  result: Result,
  verdict: GateVerdict | null,
  document: () => Promise<string>,
): Promise<void> {
  const { run } = result
  const markdown = gate.summaryFile === undefined ? '' : await document()
  writeFiles(gate, {
    junit: () => gateJunit(result, verdict),
    summary: () => gateSummary(run, verdict, markdown),
    otherwise: otherwiseText(run),
  })
}

function otherwiseText({ id }: Run): string {
  return `The run is kept: ${command(`gate ${id}`)}`
}

function writeFiles(
  { junitFile, summaryFile }: Gate,
  text: { junit: () => string; summary: () => string; otherwise: string },
): void {
  if (junitFile !== undefined) writeOutput(junitFile, text.junit(), text.otherwise)
  if (summaryFile !== undefined) writeOutput(summaryFile, text.summary(), text.otherwise)
}

const columns = [{ title: 'outcome' }, { title: 'fails if' }, { title: 'measured' }]

/** The conditions in a table, and below it why some of them are not decided. */
export function gatePage({ judged }: GateVerdict, painter: Painter): string {
  const rows = judged.map((one) => [outcomeWords[one.outcome], one.condition.text.trim(), measuredText(one)])
  const open = judged.filter(({ outcome }) => outcome === 'undecided' || outcome === 'not-judged')
  return [
    painter.table({ columns, rows }),
    ...open.flatMap((one) => painter.text(`- ${one.condition.text.trim()}: ${whyText(one)}.`)),
  ].join('\n')
}

/** The colour of the line that says how a gate has ended. */
export function gateColor({ exitCode }: GateVerdict): 'red' | 'green' | 'yellow' {
  if (exitCode === 0) return 'green'
  return exitCode === 3 ? 'yellow' : 'red'
}

/** A verdict as data: fractions, requests per second or milliseconds. */
export function gateJson(verdict: GateVerdict) {
  return {
    headline: gateHeadline(verdict),
    exitCode: verdict.exitCode,
    strict: verdict.strict,
    conditions: verdict.judged.map(({ condition, outcome, value }) => {
      const { text, scenarioId, metric, comparison, limit } = condition
      return { failIf: text, scenarioId, metric, comparison, limit, outcome, ...value }
    }),
  }
}
