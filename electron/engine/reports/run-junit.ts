import { assess } from '../../../shared/assessment.ts'
import { gateHeadline, measuredText, whyText } from '../../../shared/gate-text.ts'
import type { GateVerdict, JudgedCondition } from '../../../shared/gate.ts'
import { incompleteness, scenariosWithoutFigure } from '../../../shared/completeness.ts'
import { floorVerdict } from '../../../shared/floor-text.ts'
import { reachesOrigin } from '../../../shared/floors.ts'
import type { GateCondition } from '../../../shared/gate-grammar.ts'
import { inSentence, type Result } from '../../../shared/result.ts'
import type { Run } from '../../../shared/run.ts'
import type { GateOutcome } from '../../../shared/statistics/gate.ts'
import { marginsOf } from '../../../shared/statistics/level.ts'
import { verdictText } from '../../../shared/verdict-text.ts'
import type { WriteRun } from './export-format.ts'
import { junitText, type JunitCase, type JunitSuite } from './junit.ts'

/** What verdicts follow from. */
type Measured = Pick<Result, 'run' | 'trials' | 'experiment'>

/** A run as test results: a case for each scenario, which passes where the run can say something of it. */
export const writeJunit: WriteRun = (recorded) => junitText(suiteOf(recorded.run, verdictCases(recorded)))

/** The same with a case for each condition of a gate, where it has one. */
export function gateJunit(result: Result, verdict: GateVerdict | null): string {
  const { run } = result
  if (verdict === null) return junitText(suiteOf(run, verdictCases(result)))
  const suite = suiteOf(
    run,
    verdict.judged.map((one) => conditionCase(run, one)),
  )
  return junitText({ ...suite, properties: { ...suite.properties, gate: gateHeadline(verdict) } })
}

/** What stands in the file until the run has been measured: no data never passes. */
export function unmeasuredJunit(
  experimentId: string,
  conditions: readonly GateCondition[],
  startedAtMs: number,
): string {
  const names = conditions.length === 0 ? ['measured'] : conditions.map(({ text }) => text.trim())
  const cases = names.map((name): JunitCase => {
    return { className: experimentId, name, outcome: 'error', text: 'nothing was measured' }
  })
  return junitText({ name: experimentId, startedAtMs, durationMs: 0, properties: {}, cases })
}

function suiteOf(run: Run, cases: readonly JunitCase[]): JunitSuite {
  const { experimentId, startedAtMs, finishedAtMs } = run
  return {
    name: experimentId,
    startedAtMs,
    durationMs: (finishedAtMs ?? startedAtMs) - startedAtMs,
    properties: propertiesOf(run),
    cases,
  }
}

function propertiesOf({ id, account, region, status, seed }: Run): Record<string, string> {
  return { run: id, account: account.kind, region, status, seed: String(seed) }
}

const outcomes: Readonly<Record<GateOutcome, JunitCase['outcome']>> = {
  violated: 'failed',
  satisfied: 'passed',
  undecided: 'skipped',
  // No data never passes.
  'not-judged': 'error',
}

function conditionCase({ experimentId }: Run, judged: JudgedCondition): JunitCase {
  const { condition, outcome, value } = judged
  const measured = value.point === null ? '' : `${measuredText(judged)}: `
  return {
    className: `${experimentId}.${condition.scenarioId}`,
    name: condition.text.trim(),
    outcome: outcomes[outcome],
    text: `${measured}${whyText(judged)}`,
  }
}

function verdictCases({ run, trials, experiment }: Measured): JunitCase[] {
  const found = assess(run, trials, experiment)
  const missing = scenariosWithoutFigure(run, trials).map(({ id }) => id)
  const baseline = run.scenarios.find(({ id }) => id === found?.baselineId)
  return run.scenarios.map((scenario): JunitCase => {
    const { id } = scenario
    const verdict = found?.scenarios.find(({ scenarioId }) => scenarioId === id)?.verdict ?? null
    const common = { className: run.experimentId, name: id }
    if (missing.includes(id))
      return { ...common, outcome: 'error', text: incompleteness(run, trials) ?? 'no valid figure' }
    if (!reachesOrigin(scenario)) return { ...common, outcome: 'passed', text: floorVerdict }
    if (id === baseline?.id)
      return { ...common, outcome: 'passed', text: 'what the others are compared with' }
    if (verdict === null || baseline === undefined)
      return { ...common, outcome: 'skipped', text: 'too few valid rounds, or no baseline, for a verdict' }
    const text = verdictText(verdict, marginsOf(run.rule), inSentence(baseline.title))
    return { ...common, outcome: verdict.kind === 'unknown' ? 'skipped' : 'passed', text }
  })
}
