import { Argument, type Command } from 'commander'
import { completionScript, shells, type Shell } from '../completion-script.ts'
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
    .action((shell: Shell) => printFile(completionScript(program, shell)))
}
