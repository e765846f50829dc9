import { answerSentences } from '../../shared/answer.ts'
import { assess } from '../../shared/assessment.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import { gateHeadline } from '../../shared/gate-text.ts'
import type { GateVerdict } from '../../shared/gate.ts'
import { builtInPrices } from '../../shared/prices.ts'
import { priceAccountOf } from '../../shared/price-account.ts'
import { outcomesOf, type Result } from '../../shared/result.ts'
import type { Engine } from '../engine/engine.ts'
import { fileVersion } from '../engine/reports/file-version.ts'
import { gateSummary } from '../engine/reports/gate-summary.ts'
import { runSummary } from '../engine/reports/run-summary.ts'
import { decisionOf } from './decision-lines.ts'
import { gateColor, gateJson, gatePage, verdictOn, type Gate } from './gate-run.ts'
import { loadRun } from './load-run.ts'
import { formatOf, show, type OutputOptions } from './output.ts'
import { terminalPainter } from './painter.ts'
import { print, printFile } from './print.ts'
import { resultText, type Shown } from './result-text.ts'
import { runMarkdown } from './run-markdown.ts'
import { call } from './session.ts'
import { widthOf } from './terminal-width.ts'

/**
 * Prints what a run says, the table of results, and what may be wrong with the numbers.
 * @param name id of the run, or a file that holds it
 * @param gate what it is judged by, if anything
 */
export async function showRun(
  engine: Engine,
  name: string,
  options: OutputOptions,
  gate: Gate | null = null,
): Promise<{ loaded: Omit<Shown, 'asked'>; verdict: GateVerdict | null }> {
  const loaded = await loadRun(engine, name)
  const { result } = loaded
  const shown = { ...loaded, asked: await askedOf(engine, result) }
  const verdict = gate && verdictOn(result, gate)
  const format = formatOf(options)
  if (format === 'md') printFile(gateSummary(result.run, verdict, await runMarkdown(engine, name, loaded)))
  else
    show(options, {
      json: () => ({ ...resultJson(shown), ...(verdict && { gate: gateJson(verdict) }) }),
      page: ({ width }) => resultText(shown, width, Date.now()),
    })
  if (verdict !== null && format === 'table') printGate(verdict)
  return { loaded, verdict }
}

function printGate(verdict: GateVerdict): void {
  print('')
  print(gateHeadline(verdict), gateColor(verdict))
  print(gatePage(verdict, terminalPainter(widthOf(process.stdout))))
}

/** What is decided by: nothing for published results, and where the experiment is not known any more. */
async function askedOf(engine: Engine, { run, experiment }: Result): Promise<Shown['asked']> {
  const account = priceAccountOf(run)
  if (experiment === undefined || account === null) return null
  const { requirements } = await call(engine, 'requirements.get', { experimentId: experiment.id })
  // The practice account has the built-in prices: it need not be started to say so.
  const isPractice = account.kind === 'practice'
  const table = isPractice ? builtInPrices : await call(engine, 'prices.get', { account, region: run.region })
  return { requirements, table }
}

/** The same as data: the JSON of the run without its trials, with its sentences and outcomes. */
function resultJson(shown: Shown) {
  const { result, scenarios, receipt } = shown
  const { run, trials, diagnoses, experiment } = result
  return {
    schemaVersion: fileVersion,
    ...runSummary({ run, trials: [...trials, ...diagnoses], experiment, receipt }),
    sentences: answerSentences(result),
    outcomes: outcomesOf(result),
    doubts: doubtsOf(result, scenarios),
    decision: decisionOf(shown, assess(run, trials, experiment)),
  }
}
