import { Option, type Command } from 'commander'
import { accountName } from '../../../shared/account-name.ts'
import type { Run } from '../../../shared/run.ts'
import { runName } from '../../../shared/run-name.ts'
import { textTable } from '../text-table.ts'
import type { Engine } from '../../engine/engine.ts'
import { exportFormats } from '../../engine/reports/formats.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { isoTime, print, printFile, printJson } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { showRun } from '../result-text.ts'
import { call } from '../session.ts'

const formatIds = exportFormats.map(({ id }) => id)

/** `runs`, `show` and `export`: what was measured. */
export function addRunsCommands(program: Command, withEngine: WithEngine): void {
  program
    .command('runs')
    .description('List saved runs')
    .option('--json', 'Write JSON')
    .addHelpText('after', '\nExamples:\n  $ sluice runs\n  $ sluice runs --json')
    .action(({ json }: { json?: true }) => withEngine((engine) => listRuns(engine, json === true)))
  program
    .command('show')
    .description('Show the result of a run as a table')
    .argument('<run>', 'The id of the run')
    .addHelpText('after', '\nExamples:\n  $ sluice show rabc1234')
    .action((id: string) =>
      withEngine(async (engine) => {
        await showRun(engine, id)
        return exitCodes.done
      }),
    )
  program
    .command('export')
    .description('Write a run with everything that was recorded')
    .argument('<run>', 'The id of the run')
    .addOption(new Option('--format <format>', 'The format').choices(formatIds).default(formatIds[0]))
    .addHelpText('after', '\nExamples:\n  $ sluice export rabc1234 --format json > run.json')
    .action((id: string, { format }: { format: string }) =>
      withEngine(async (engine) => {
        const { text } = await call(engine, 'runs.export', { id, format })
        printFile(text)
        return exitCodes.done
      }),
    )
}

async function listRuns(engine: Engine, json: boolean): Promise<ExitCode> {
  const runs = await call(engine, 'runs.list', {})
  const experiments = await call(engine, 'experiments.list', {})
  const experimentOf = (run: Run) => experiments.find(({ id }) => id === run.experimentId)
  if (json) printJson(runs.map((run) => ({ ...summaryOf(run), name: runName(run, experimentOf(run), null) })))
  else if (runs.length === 0) print('No runs yet. Start the first one with `sluice demo`.')
  else {
    const rows = runs.map((run) => [
      run.id,
      runName(run, experimentOf(run), Date.now()),
      run.status,
      `${run.load.rounds} x ${run.load.durationSec} s`,
    ])
    print(textTable(['run', 'name', 'status', 'load'], rows, 3))
  }
  return exitCodes.done
}

function summaryOf(run: Run) {
  return {
    id: run.id,
    experimentId: run.experimentId,
    account: accountName(run.account),
    endpoint: run.endpoint,
    status: run.status,
    startedAt: isoTime(run.startedAtMs),
    finishedAt: run.finishedAtMs === null ? null : isoTime(run.finishedAtMs),
    region: run.region,
    deploymentId: run.deploymentId,
    scenarios: run.scenarios.map((scenario) => scenario.id),
    rounds: run.load.rounds,
    durationSec: run.load.durationSec,
  }
}
