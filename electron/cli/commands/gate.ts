import type { Command } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import { floorsOf } from '../../../shared/floors.ts'
import { gateHeadline } from '../../../shared/gate-text.ts'
import type { Engine } from '../../engine/engine.ts'
import { gateSummary } from '../../engine/reports/gate-summary.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { addGateOptions, gateRequestOf, type GateOptions, type GateRequest } from '../gate-options.ts'
import {
  gateColor,
  gateJson,
  gatePage,
  prepareGate,
  requireGateFiles,
  verdictOn,
  writeGateFiles,
} from '../gate-run.ts'
import { loadRun } from '../load-run.ts'
import { addOutputOptions, formatOf, show, type OutputOptions } from '../output.ts'
import { print, printFile } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { runMarkdown } from '../run-markdown.ts'

const grammar = `
Condition:  SCENARIO.METRIC < LIMIT   or   SCENARIO.METRIC > LIMIT

  share                 of the baseline's good rate          0.2 or 20%
  share.ratio           its share ÷ that of the --baseline   0.9 or 90%
  rate                  good requests per second             500 or 500/s
  light.p50  light.p90  latency with one connection          100ms or 0.1s
  added.p50  added.p90  the same, beyond the baseline's      20ms

It is violated if the whole interval meets it, satisfied if no part does, and
undecided otherwise. It is not judged below three rounds, without an interval,
for a scenario that is not ranked, or for a share while the baseline differs
from itself. share.ratio takes three runs on each side: --beside names more.

Exit codes:
  0 passed, 99 violated, 3 not judged (with --strict also undecided),
  1 measuring has failed, 2 wrong usage, 130 interrupted

Examples:
  $ sluice gate last --fail-if 'http-proxy.share < 0.2'
  $ sluice gate last --fail-if 'lambda-512.light.p90 > 100ms' --junit gate.xml
  $ sluice gate r1 --beside r2 --beside r3 --baseline r4 --baseline r5 \\
      --baseline r6 --fail-if 'http-proxy.share.ratio < 0.9'`

/** `gate`: judges a saved run, as `run --fail-if` judges its own. */
export function addGateCommand(program: Command, withEngine: WithEngine): void {
  const gate = program
    .command('gate')
    .description('Judge a saved run by conditions, for a pipeline')
    .argument('<run>', 'The id of the run, last, or the path of an exported file')
    .addHelpText('after', grammar)
    .action(async (name: string, options: GateOptions & OutputOptions) => {
      const request = gateRequestOf(options)
      if (request.conditions.length === 0)
        throw new AppError('invalid-input', 'Name a condition with --fail-if.')
      await withEngine((engine) => gateSavedRun(engine, name, request, options))
    })
  addOutputOptions(gate)
  addGateOptions(gate, 'Gate:')
}

async function gateSavedRun(
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
