import type { Command } from 'commander'
import { addOutputOptions, type OutputOptions } from '../output.ts'
import type { WithoutEngine } from '../program.ts'

/** `verify`: whether a file says what follows from its trials. */
export function addVerifyCommand(program: Command, withoutEngine: WithoutEngine): void {
  const verifyCommand = program
    .command('verify')
    .description('Compute every figure of a report or JSON again from its trials')
    .argument('<file>', 'The path of an exported report or JSON')
    .addHelpText(
      'after',
      '\nAsks no database and no account. Exits 1 where a figure does not follow, and\n' +
        '3 where none is wrong, but a figure of an older version could not be checked.\n' +
        'Nothing is signed: somebody who makes up the trials, too, is not found.\n' +
        '\nExamples:\n  $ sluice verify sluice-rabc1234.html\n  $ sluice verify ./run.json -o json',
    )
    .action((file: string, options: OutputOptions) =>
      withoutEngine(async () => (await import('../verify-file.ts')).verify(file, options)),
    )
  addOutputOptions(verifyCommand)
}
