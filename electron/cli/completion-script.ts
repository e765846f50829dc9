import type { Command } from 'commander'
import { openCatalog } from '../engine/catalog.ts'
import { newest } from './resolve-id.ts'
import type { Shell } from './shells.ts'

/** Words that may follow; for an option those of its value, which is a file's name where there are none. */
interface Completion {
  name: string
  /** The options and what the arguments may be. */
  words: string[]
  /** Option → its values; empty where it takes any, and not there where it takes none. */
  values: Record<string, string[]>
}

/** A script that completes the commands of a program, their options, and the values of these. */
export function completionScript(program: Command, shell: Shell): string {
  const shared = program.options.flatMap(flagsOf)
  const completions = program.commands.map((command) => completionOf(command, program, shared))
  const names = [...completions.map(({ name }) => name), ...shared]
  return shell === 'bash' ? bashScript(completions, names) : zshScript(completions, names)
}

function completionOf(command: Command, program: Command, shared: readonly string[]): Completion {
  const takesValue = command.options.filter(({ required }) => required)
  const args = command.registeredArguments.flatMap((argument) =>
    argumentWords(argument.name(), argument.argChoices, program),
  )
  return {
    name: command.name(),
    words: [...args, ...command.options.flatMap(flagsOf), '--help', ...shared],
    values: Object.fromEntries(
      takesValue.flatMap((option) =>
        flagsOf(option).map((flag) => [flag, option.argChoices ?? valuesOf(option.long ?? '')]),
      ),
    ),
  }
}

function flagsOf({ short, long }: { short?: string | undefined; long?: string | undefined }): string[] {
  return [short, long].flatMap((flag) => flag ?? [])
}

/** What an argument may be, by its name; files are completed as well. */
function argumentWords(name: string, choices: readonly string[] | undefined, program: Command): string[] {
  if (choices !== undefined) return [...choices]
  if (name === 'experiment') return openCatalog().experiments.map(({ id }) => id)
  if (name === 'command') return program.commands.map((command) => command.name())
  return ['run', 'runs', 'deployment', 'id'].includes(name) ? [newest] : []
}

function valuesOf(flag: string): string[] {
  const { experiments, scenarios } = openCatalog()
  if (flag === '--scenario') return scenarios.map(({ id }) => id)
  if (flag === '--path') return [...new Set(experiments.flatMap(({ paths }) => paths))]
  if (flag === '--account') return ['practice', 'environment']
  return ['--on', '--baseline', '--beside', '--after'].includes(flag) ? [newest] : []
}

/** Both shells understand these cases: the command, or the command and the option before the cursor. */
function cases(completions: readonly Completion[], variable: string): string[] {
  return completions.flatMap(({ name, words, values }) => [
    ...Object.entries(values).map(
      ([flag, own]) => `    '${name} ${flag}') ${variable}='${own.join(' ')}' ;;`,
    ),
    `    '${name} '*) ${variable}='${words.join(' ')}' ;;`,
  ])
}

function bashScript(completions: readonly Completion[], names: readonly string[]): string {
  return `# bash completion for sluice
_sluice() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' word candidates=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$command $previous" in
${cases(completions, 'candidates').join('\n')}
    *) candidates='${names.join(' ')}' ;;
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "$current"))
}
complete -o bashdefault -o default -F _sluice sluice
`
}

function zshScript(completions: readonly Completion[], names: readonly string[]): string {
  return `#compdef sluice
_sluice() {
  local previous="\${words[CURRENT-1]}" command='' word candidates=''
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$command $previous" in
${cases(completions, 'candidates').join('\n')}
    *) candidates='${names.join(' ')}' ;;
  esac
  compadd -- \${=candidates} || _files
}
if [ "\${funcstack[1]}" = '_sluice' ]; then _sluice "$@"; else compdef _sluice sluice; fi
`
}
