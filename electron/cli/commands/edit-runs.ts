import type { Command } from 'commander'
import { command } from '../called-as.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { addOutputOptions, show, type OutputOptions } from '../output.ts'
import type { Engine } from '../../engine/engine.ts'
import type { WithEngine } from '../program.ts'
import { runIdOf } from '../resolve-id.ts'
import { call } from '../session.ts'

/** `rename` and `delete`: what a run is called, and whether it is listed. */
export function addEditCommands(program: Command, withEngine: WithEngine): void {
  const renameCommand = program
    .command('rename')
    .description('Give a run a name')
    .argument('<run>', 'The id of the run, or last')
    .argument('[name]', 'Its name; left out, it is named by what it compared')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice rename last "Before the release"\n  $ sluice rename rabc1234',
    )
    .action((name: string, title: string | undefined, options: OutputOptions) =>
      withEngine((engine) => rename(engine, name, title?.trim() || null, options)),
    )
  addOutputOptions(renameCommand)
  const deleteCommand = program
    .command('delete')
    .description('Take runs out of the list; --undo brings them back')
    .argument('<runs...>', 'The ids of runs, or last')
    .option('--undo', 'Bring them back')
    .addHelpText('after', '\nExamples:\n  $ sluice delete rabc1234\n  $ sluice delete --undo rabc1234')
    .action((names: string[], { undo, ...options }: DeleteOptions) =>
      withEngine((engine) => remove(engine, names, undo === true, options)),
    )
  addOutputOptions(deleteCommand)
}

interface DeleteOptions extends OutputOptions {
  undo?: true
}

async function rename(
  engine: Engine,
  name: string,
  title: string | null,
  options: OutputOptions,
): Promise<ExitCode> {
  const id = await runIdOf(engine, name)
  await call(engine, 'runs.annotate', { id, title })
  const sentence =
    title === null ? `Run ${id} has no name of its own.` : `Run ${id} is now called "${title}".`
  show(options, { json: () => ({ id, title }), page: (painter) => painter.text(sentence).join('\n') })
  return exitCodes.done
}

/** All names are looked up before the first run is taken out: `last` would mean another one then. */
async function remove(
  engine: Engine,
  names: readonly string[],
  undo: boolean,
  options: OutputOptions,
): Promise<ExitCode> {
  const ids = new Set<string>()
  for (const name of names) ids.add(await runIdOf(engine, name))
  for (const id of ids) {
    if (undo) await call(engine, 'runs.restore', { id })
    else await call(engine, 'runs.discard', { id })
  }
  const all = [...ids].join(' ')
  const lines = [...ids].map((id) => (undo ? `Run ${id} is back.` : `Run ${id} is deleted.`))
  if (!undo) lines.push(`To undo that: ${command(`delete --undo ${all}`)}`)
  show(options, {
    json: () => [...ids].map((id) => ({ id, deleted: !undo })),
    page: (painter) => lines.flatMap((line) => painter.text(line)).join('\n'),
  })
  return exitCodes.done
}
