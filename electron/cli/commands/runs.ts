import { Option, type Command } from 'commander'
import { accountName } from '../../../shared/account-name.ts'
import type { Run } from '../../../shared/run.ts'
import { endedBy, roundCount } from '../../../shared/round-count.ts'
import { roundsOf } from '../../../shared/rounds.ts'
import { runName } from '../../../shared/run-name.ts'
import { lastRoundOf } from '../../../shared/statistics/level.ts'
import { textTable } from '../text-table.ts'
import type { Engine } from '../../engine/engine.ts'
import { exportFormats } from '../../engine/reports/formats.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { isoTime, print, printFile, printJson } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'
import { showRun } from '../show-run.ts'
import { widthOf } from '../terminal-width.ts'

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
    .description('Show what a run says, and its figures in a table')
    .argument('<run>', 'The id of the run, or the path of an exported file')
    .option('--json', 'Write JSON')
    .addHelpText('after', '\nExamples:\n  $ sluice show rabc1234\n  $ sluice show ./run.json --json')
    .action((name: string, { json }: { json?: true }) =>
      withEngine(async (engine) => {
        await showRun(engine, name, json)
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
  const complete: number[] = []
  for (const run of runs) complete.push(await completeRounds(engine, run))
  if (json)
    printJson(
      runs.map((run, place) => ({
        ...summaryOf(run, complete[place] ?? 0),
        name: runName(run, experimentOf(run), null),
      })),
    )
  else if (runs.length === 0) print('No runs yet. Start the first one with `sluice demo`.')
  else {
    const rows = runs.map((run, place) => [
      run.id,
      run.status,
      endedBy(run) ?? '-',
      roundCount(run, complete[place] ?? 0),
      runName(run, experimentOf(run), Date.now()),
    ])
    print(textTable(['run', 'status', 'ended by', 'rounds', 'name'], rows, [], widthOf(process.stdout)))
  }
  return exitCodes.done
}

/** Trials are asked for only where the row does not say it. */
async function completeRounds(engine: Engine, run: Run): Promise<number> {
  const all = run.endedBy === 'rounds' || (run.status === 'succeeded' && run.rule.kind === 'fixed')
  if (all) return lastRoundOf(run.rule)
  const { trials } = await call(engine, 'runs.get', { id: run.id })
  return roundsOf(trials).complete.length
}

function summaryOf(run: Run, complete: number) {
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
    rule: run.rule,
    endedBy: run.endedBy,
    completeRounds: complete,
    rounds: run.load.rounds,
    durationSec: run.load.durationSec,
  }
}
