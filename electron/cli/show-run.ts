import { answerSentences } from '../../shared/answer.ts'
import { doubtsOf } from '../../shared/doubts.ts'
import { outcomesOf } from '../../shared/result.ts'
import type { Engine } from '../engine/engine.ts'
import { runJson } from '../engine/reports/run-json.ts'
import { loadRun } from './load-run.ts'
import { print, printJson } from './print.ts'
import { resultText, type Shown } from './result-text.ts'
import { widthOf } from './terminal-width.ts'

/**
 * Prints what a run says, the table of results, and what may be wrong with the numbers.
 * @param name id of the run, or a file that holds it
 */
export async function showRun(engine: Engine, name: string, json = false): Promise<void> {
  const shown = await loadRun(engine, name)
  if (json) printJson(resultJson(shown))
  else print(resultText(shown, widthOf(process.stdout), Date.now()))
}

/** The same as data: the JSON of the run without its trials, with its sentences and outcomes. */
function resultJson({ result, scenarios, receipt }: Shown) {
  const { run, trials, diagnoses, experiment } = result
  const { trials: _, ...head } = runJson({ run, trials: [...trials, ...diagnoses], experiment, receipt })
  return {
    ...head,
    sentences: answerSentences(result),
    outcomes: outcomesOf(result),
    doubts: doubtsOf(result, scenarios),
  }
}
