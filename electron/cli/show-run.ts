import { answerSentences } from '../../shared/answer.ts'
import { assess } from '../../shared/assessment.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import { outcomesOf, type Result } from '../../shared/result.ts'
import type { Engine } from '../engine/engine.ts'
import { runJson } from '../engine/reports/run-json.ts'
import { decisionOf } from './decision-lines.ts'
import { loadRun } from './load-run.ts'
import { print, printJson } from './print.ts'
import { resultText, type Shown } from './result-text.ts'
import { call } from './session.ts'
import { widthOf } from './terminal-width.ts'

/**
 * Prints what a run says, the table of results, and what may be wrong with the numbers.
 * @param name id of the run, or a file that holds it
 */
export async function showRun(engine: Engine, name: string, json = false): Promise<void> {
  const loaded = await loadRun(engine, name)
  const shown = { ...loaded, asked: await askedOf(engine, loaded.result) }
  if (json) printJson(resultJson(shown))
  else print(resultText(shown, widthOf(process.stdout), Date.now()))
}

/** What is decided by: nothing for published results, and where the experiment is not known any more. */
async function askedOf(engine: Engine, { run, experiment }: Result): Promise<Shown['asked']> {
  const { account, region } = run
  if (experiment === undefined || account.kind === 'published') return null
  const { requirements } = await call(engine, 'requirements.get', { experimentId: experiment.id })
  return { requirements, table: await call(engine, 'prices.get', { account, region }) }
}

/** The same as data: the JSON of the run without its trials, with its sentences and outcomes. */
function resultJson(shown: Shown) {
  const { result, scenarios, receipt } = shown
  const { run, trials, diagnoses, experiment } = result
  const { trials: _, ...head } = runJson({ run, trials: [...trials, ...diagnoses], experiment, receipt })
  return {
    ...head,
    sentences: answerSentences(result),
    outcomes: outcomesOf(result),
    doubts: doubtsOf(result, scenarios),
    decision: decisionOf(shown, assess(run, trials, experiment)),
  }
}
