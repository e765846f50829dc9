import { AppError } from '../../shared/errors.ts'
import { floorsOf } from '../../shared/floors.ts'
import { gateHeadline } from '../../shared/gate-text.ts'
import type { Engine } from '../engine/engine.ts'
import { gateSummary } from '../engine/reports/gate-summary.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import type { GateRequest } from './gate-options.ts'
import {
  gateColor,
  gateJson,
  gatePage,
  prepareGate,
  requireGateFiles,
  verdictOn,
  writeGateFiles,
} from './gate-run.ts'
import { loadRun } from './load-run.ts'
import { formatOf, show, type OutputOptions } from './output.ts'
import { print, printFile } from './print.ts'
import { runMarkdown } from './run-markdown.ts'

/** Judges a saved run by conditions, and prints the outcome. @param name as `loadRun` takes it */
export async function gateSavedRun(
  engine: Engine,
  name: string,
  request: GateRequest,
  options: OutputOptions,
): Promise<ExitCode> {
  requireGateFiles(request)
  const loaded = await loadRun(engine, name)
  const { result } = loaded
  const { run, trials, experiment } = result
  if (run.status === 'running')
    throw new AppError('conflict', `Run ${run.id} is still running: judge it when it has ended.`)
  const prepared = await prepareGate(engine, request, {
    scenarios: run.scenarios.map(({ id }) => id),
    floors: floorsOf(run.scenarios).map(({ id }) => id),
    baseline: experiment?.baseline,
    light: trials.some(({ load }) => load === 'light'),
    rounds: Infinity,
  })
  const verdict = verdictOn(result, prepared)
  if (verdict === null) return exitCodes.done
  const format = formatOf(options)
  const document = (): Promise<string> => runMarkdown(engine, name, loaded)
  if (format === 'md') printFile(gateSummary(run, verdict, await document()))
  else if (format === 'table') print(gateHeadline(verdict), gateColor(verdict))
  if (format !== 'md')
    show(options, {
      json: () => ({ schemaVersion: 1, run: run.id, ...gateJson(verdict) }),
      page: (painter) => gatePage(verdict, painter),
    })
  await writeGateFiles(prepared, result, verdict, document)
  return verdict.exitCode
}
