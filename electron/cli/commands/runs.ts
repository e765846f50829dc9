import { Option, type Command } from 'commander'
import { exportFormats } from '../../engine/reports/format-list.ts'
import { exitCodes } from '../exit-codes.ts'
import type { RunsOptions } from '../list-runs.ts'
import { positiveNumberOf } from '../option-values.ts'
import { addOutputOptions, type OutputOptions } from '../output.ts'
import { printFile } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { runIdOf } from '../resolve-id.ts'
import { call } from '../session.ts'

const formatIds = exportFormats.map(({ id }) => id)

/** `runs`, `show` and `export`: what was measured. */
export function addRunsCommands(program: Command, withEngine: WithEngine): void {
  const runs = program
    .command('runs')
    .description('List saved runs, newest first')
    .option('--limit <n>', 'At most this many', positiveNumberOf)
    .addHelpText('after', '\nExamples:\n  $ sluice runs --limit 10\n  $ sluice runs -o json')
    .action((options: RunsOptions) =>
      withEngine(async (engine) => (await import('../list-runs.ts')).listRuns(engine, options)),
    )
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
        const { showRun } = await import('../show-run.ts')
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
