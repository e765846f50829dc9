import { Argument, type Command } from 'commander'
import { shells, type Shell } from '../shells.ts'
import { printFile } from '../print.ts'

/** `completion`: what makes a shell complete names of commands and options. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('Print the script that completes commands in bash or zsh')
    .addArgument(new Argument('<shell>', 'The shell').choices(shells))
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice completion bash > ~/.local/share/bash-completion/completions/sluice' +
        '\n  $ source <(sluice completion zsh)',
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion-script.ts')
      printFile(completionScript(program, shell))
    })
}
