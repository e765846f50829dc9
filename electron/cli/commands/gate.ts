import type { Command } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import { addGateOptions, gateRequestOf, type GateOptions } from '../gate-options.ts'
import { addOutputOptions, type OutputOptions } from '../output.ts'
import type { WithEngine } from '../program.ts'

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
      await withEngine(async (engine) => {
        const { gateSavedRun } = await import('../gate-saved-run.ts')
        return gateSavedRun(engine, name, request, options)
      })
    })
  addOutputOptions(gate)
  addGateOptions(gate, 'Gate:')
}
