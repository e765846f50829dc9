import { Option, type Command } from 'commander'
import { accountName, placeName } from '../../../shared/account-name.ts'
import { moment } from '../../../shared/moment.ts'
import type { Run } from '../../../shared/run.ts'
import { endedBy, roundCount } from '../../../shared/round-count.ts'
import { roundsOf } from '../../../shared/rounds.ts'
import { comparedName, runName } from '../../../shared/run-name.ts'
import { lastRoundOf } from '../../../shared/statistics/level.ts'
import type { Engine } from '../../engine/engine.ts'
import { exportFormats } from '../../engine/reports/formats.ts'
import { command } from '../called-as.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { positiveNumberOf } from '../option-values.ts'
import { addOutputOptions, show, type OutputOptions } from '../output.ts'
import { isoTime, printFile } from '../print.ts'
import type { Column } from '../fitting-table.ts'
import type { WithEngine } from '../program.ts'
import { runIdOf } from '../resolve-id.ts'
import { call } from '../session.ts'
import { showRun } from '../show-run.ts'

const formatIds = exportFormats.map(({ id }) => id)

/** `runs`, `show` and `export`: what was measured. */
export function addRunsCommands(program: Command, withEngine: WithEngine): void {
  const runs = program
    .command('runs')
    .description('List saved runs, newest first')
    .option('--limit <n>', 'At most this many', positiveNumberOf)
    .addHelpText('after', '\nExamples:\n  $ sluice runs --limit 10\n  $ sluice runs -o json')
    .action((options: RunsOptions) => withEngine((engine) => listRuns(engine, options)))
  addOutputOptions(runs)
  const showCommand = program
    .command('show')
    .description('Show what a run says, and its figures in a table')
    .argument('<run>', 'The id of the run, last, or the path of an exported file')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice show last\n  $ sluice show rabc\n  $ sluice show ./run.json -o json',
    )
    .action((name: string, options: OutputOptions) =>
      withEngine(async (engine) => {
        await showRun(engine, name, options)
        return exitCodes.done
      }),
    )
  addOutputOptions(showCommand)
  program
    .command('export')
    .description('Write a run with everything that was recorded')
    .argument('<run>', 'The id of the run, or last')
    .addOption(new Option('--format <format>', 'The format').choices(formatIds).default(formatIds[0]))
    .option('--chart <chart>', 'With svg: the chart; a wrong name lists them (default: the first)')
    .addHelpText(
      'after',
      `\nFormats:\n${exportFormats.map(({ id, title }) => `  ${id.padEnd(8)} ${title}`).join('\n')}\n` +
        '\nExamples:\n  $ sluice export last --format json > run.json' +
        '\n  $ sluice export last --format html > report.html' +
        '\n  $ sluice export last --format svg --chart light > light.svg',
    )
    .action((name: string, { format, chart }: { format: string; chart?: string }) =>
      withEngine(async (engine) => {
        const { text } = await call(engine, 'runs.export', {
          id: await runIdOf(engine, name),
          format,
          chart,
        })
        printFile(text)
        return exitCodes.done
      }),
    )
}

interface RunsOptions extends OutputOptions {
  limit?: number
}

const columns: readonly Column[] = [
  { title: 'run' },
  { title: 'started', rank: 2 },
  { title: 'status', rank: 1 },
  { title: 'rounds', rank: 4 },
  { title: 'ended by', rank: 5 },
  { title: 'where', rank: 3 },
  { title: 'name' },
]

/** A run, and how many of its rounds are complete. */
interface Listed {
  run: Run
  complete: number
}

async function listRuns(engine: Engine, options: RunsOptions): Promise<ExitCode> {
  const runs = await call(engine, 'runs.list', { most: options.limit })
  const experiments = await call(engine, 'experiments.list', {})
  const experimentOf = (run: Run) => experiments.find(({ id }) => id === run.experimentId)
  const listed: Listed[] = []
  for (const run of runs) listed.push({ run, complete: await completeRounds(engine, run) })
  const rowOf = ({ run, complete }: Listed, nowMs: number | null): string[] => [
    run.id,
    moment(run.startedAtMs, nowMs),
    run.status,
    roundCount(run, complete),
    endedBy(run) ?? '-',
    placeName(run),
    run.title ?? comparedName(run.scenarios, experimentOf(run)),
  ]
  show(options, {
    json: () =>
      listed.map(({ run, complete }) => ({
        ...summaryOf(run, complete),
        name: runName(run, experimentOf(run), null),
      })),
    page: (painter) =>
      runs.length === 0
        ? painter.text(`No runs yet. \`${command('demo')}\` starts the first one.`).join('\n')
        : painter.table({ columns, rows: listed.map((one) => rowOf(one, painter.nowMs)) }),
  })
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
