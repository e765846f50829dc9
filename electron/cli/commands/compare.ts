import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.ts'
import { collect } from '../option-values.ts'
import { addOutputOptions, type OutputOptions } from '../output.ts'
import type { WithEngine } from '../program.ts'

interface CompareOptions extends OutputOptions {
  after?: string[]
}

/** `compare`: runs side by side. */
export function addCompareCommand(program: Command, withEngine: WithEngine): void {
  const compare = program
    .command('compare')
    .description('Show runs side by side, oldest first')
    .argument('<runs...>', 'Two to six ids of runs, or paths of exported files')
    .option('--after <run>', 'A run after the change (repeatable; default: the newest)', collect)
    .addHelpText(
      'after',
      '\nFrom three runs on each side on, a difference can be told from chance.\n' +
        '\nExamples:\n  $ sluice compare rabc1234 rdef5678' +
        '\n  $ sluice compare published-proxy-2017 last -o json',
    )
    .action((names: string[], { after = [], ...options }: CompareOptions) =>
      withEngine(async (engine) => {
        const { showComparison } = await import('../compare-runs.ts')
        await showComparison(engine, names, after, options)
        return exitCodes.done
      }),
    )
  addOutputOptions(compare)
}
