import type { Command } from 'commander'
import { runName } from '../../../shared/run-name.ts'
import type { Engine } from '../../engine/engine.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { filesByScenario, type ScenarioFile, type Words } from '../import-files.ts'
import { addOutputOptions, show, type OutputOptions } from '../output.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'

interface ImportOptions extends OutputOptions {
  interleaved?: true
}

const examples = `
The files of Sluice (exported as JSON) are runs. Results of oha, k6 (summary),
autocannon, hey, wrk and wrk2 say nothing about what was measured: name the
scenario before its files. Each file is a round; the first scenario is the
baseline. From three files of each on, a difference can be told from chance.

Examples:
  $ sluice import run.json
  $ sluice import --scenario before a*.json --scenario after b*.json
  $ sluice import --interleaved --scenario before a*.txt --scenario after b*.txt`

/** `import`: runs from files, of Sluice and of other load tools. */
export function addImportCommand(program: Command, withEngine: WithEngine): void {
  const command = program
    .command('import')
    .description('Save runs from files')
    .argument('<files...>', 'Exported runs, or results of another load tool')
    .option('--scenario <name>', 'What the files after it have measured (repeatable)')
    .option('--interleaved', 'Their rounds took turns: compare them pair by pair')
    .addHelpText('after', examples)
  // Commander keeps options and arguments apart, but here their order says which belong together.
  const parse = command.parseOptions.bind(command)
  let inOrder: Words = { words: [], files: 0 }
  command.parseOptions = (words) => {
    const parsed = parse(words)
    inOrder = { words, files: parsed.operands.length }
    return parsed
  }
  addOutputOptions(command)
  command.action((names: string[], options: ImportOptions) =>
    withEngine((engine) => importFiles(engine, filesByScenario(inOrder, names), options)),
  )
}

async function importFiles(
  engine: Engine,
  files: ScenarioFile[],
  { interleaved = false, ...options }: Omit<ImportOptions, 'interleaved'> & { interleaved?: boolean },
): Promise<ExitCode> {
  const runs = await call(engine, 'runs.import', { files, interleaved })
  const [first, ...others] = runs
  if (first === undefined) return exitCodes.failed
  if (others.length === 0) {
    const { showRun } = await import('../show-run.ts')
    await showRun(engine, first.id, options)
    return exitCodes.done
  }
  const experiments = await call(engine, 'experiments.list', {})
  const named = (nowMs: number | null) =>
    runs.map((run) => {
      const experiment = experiments.find(({ id }) => id === run.experimentId)
      return { id: run.id, name: runName(run, experiment, nowMs) }
    })
  show(options, {
    json: () => named(null),
    page: () =>
      named(Date.now())
        .map(({ id, name }) => `${id}  ${name}`)
        .join('\n'),
  })
  return exitCodes.done
}
