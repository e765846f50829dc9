import type { Command } from 'commander'
import { command } from '../called-as.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { print } from '../print.ts'
import type { Engine } from '../../engine/engine.ts'
import type { WithEngine } from '../program.ts'
import { runIdOf } from '../resolve-id.ts'
import { call } from '../session.ts'

/** `rename` and `delete`: what a run is called, and whether it is listed. */
export function addEditCommands(program: Command, withEngine: WithEngine): void {
  program
    .command('rename')
    .description('Give a run a name')
    .argument('<run>', 'The id of the run, or last')
    .argument('[name]', 'Its name; left out, it is named by what it compared')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice rename last "Before the release"\n  $ sluice rename rabc1234',
    )
    .action((name: string, title: string | undefined) =>
      withEngine((engine) => rename(engine, name, title?.trim() || null)),
    )
  program
    .command('delete')
    .description('Take runs out of the list; --undo brings them back')
    .argument('<runs...>', 'The ids of runs, or last')
    .option('--undo', 'Bring them back')
    .addHelpText('after', '\nExamples:\n  $ sluice delete rabc1234\n  $ sluice delete --undo rabc1234')
    .action((names: string[], { undo }: { undo?: true }) =>
      withEngine((engine) => remove(engine, names, undo === true)),
    )
}

async function rename(engine: Engine, name: string, title: string | null): Promise<ExitCode> {
  const id = await runIdOf(engine, name)
  await call(engine, 'runs.annotate', { id, title })
  print(title === null ? `Run ${id} has no name of its own.` : `Run ${id} is now called ${title}.`)
  return exitCodes.done
}

/** All names are looked up before the first run is taken out: `last` would mean another one then. */
async function remove(engine: Engine, names: readonly string[], undo: boolean): Promise<ExitCode> {
  const ids = new Set<string>()
  for (const name of names) ids.add(await runIdOf(engine, name))
  for (const id of ids) {
    if (undo) await call(engine, 'runs.restore', { id })
    else await call(engine, 'runs.discard', { id })
    print(undo ? `Run ${id} is back.` : `Deleted run ${id}. To undo: ${command(`delete --undo ${id}`)}`)
  }
  return exitCodes.done
}
