import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { completionScript } from '../../../electron/cli/completion-script.ts'
import { createProgram } from '../../../electron/cli/program.ts'
import { findTool } from '../../../electron/platform/tools.ts'
import { sluice } from './fake-engine.ts'

const program = () =>
  createProgram(
    async () => undefined,
    async () => undefined,
  )
const script = completionScript(program(), 'bash')

/** What bash would offer for a line whose last word is being typed. */
function completions(...words: string[]): string[] {
  const setUp = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`
  const ask = `_sluice; [ \${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`
  const ended = spawnSync('bash', ['--norc', '-uc', `${script}\n${setUp}\n${ask}`], { encoding: 'utf8' })
  expect(ended.stderr).toBe('')
  return ended.stdout.split('\n').filter((line) => line !== '')
}

describe('in bash', () => {
  test.each([
    [
      ['sluice', 'co'],
      ['compare', 'completion'],
    ],
    [['sluice', '--q'], ['--quiet']],
    [['sluice', 'help', 'ga'], ['gate']],
    [['sluice', 'run', 'proxy-2'], ['proxy-2017']],
    [['sluice', 'run', 'proxy-2017', '--fail'], ['--fail-if']],
    [['sluice', 'run', 'proxy-2017', '--scenario', 'http-p'], ['http-proxy']],
    [
      ['sluice', 'run', 'proxy-2017', '--preset', ''],
      ['quick', 'standard', 'exact'],
    ],
    [
      ['sluice', '--quiet', 'run', 'proxy-2017', '-o', ''],
      ['table', 'json', 'md'],
    ],
    [['sluice', 'runs', '--json', '--lim'], ['--limit']],
    [['sluice', 'show', 'la'], ['last']],
    [
      ['sluice', 'completion', ''],
      ['bash', 'zsh'],
    ],
    // A file's name, which the shell completes.
    [['sluice', 'run', 'proxy-2017', '--junit', 'x'], []],
  ])('%j offers %j', (words, expected) => {
    const found = completions(...words)
    expect(found.filter((word) => !word.startsWith('-') || words.at(-1) !== '')).toEqual(expected)
  })

  test('knows every command, and every option of each', () => {
    const names = completions('sluice', '')
    for (const command of program().commands) {
      expect(names).toContain(command.name())
      const offered = completions('sluice', command.name(), '--')
      for (const { long } of command.options) expect(offered, command.name()).toContain(long)
    }
  })
})

/**
 * What zsh would offer for each line, the cursor at its end: a zsh of its own in a terminal of its own, with
 * its completion system and our script. What matches is noted instead of shown.
 */
function zshCompletions(lines: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-zsh-'))
  const zsh = findTool('zsh')
  if (zsh === undefined) throw new Error('There is no zsh. On Debian: apt-get install zsh.')
  try {
    mkdirSync(join(folder, 'empty'))
    writeFileSync(join(folder, '_sluice'), completionScript(program(), 'zsh'))
    writeFileSync(join(folder, 'inner.zsh'), innerZsh(lines))
    writeFileSync(join(folder, 'outer.zsh'), outerZsh)
    const ended = spawnSync(zsh, ['-f', join(folder, 'outer.zsh'), zsh, folder], {
      cwd: join(folder, 'empty'),
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    })
    expect(ended.stderr).toBe('')
    const offered = readFileSync(join(folder, 'offered'), 'utf8').split('=\n')
    return offered.slice(0, -1).map((words) => words.split('\n').filter((word) => word !== ''))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Starts the shell that completes, presses its key, and waits for its end. */
const outerZsh = String.raw`
zmodload zsh/zpty
zpty inner "$1 -f -i"
zpty -w inner "source $2/inner.zsh $2"
while [[ ! -e $2/ready ]]; do sleep 0.05; done
zpty -n -w inner $'\C-x'
while [[ ! -e $2/done ]]; do sleep 0.05; zpty -rt inner >/dev/null; done
zpty -d inner
`

const innerZsh = (lines: readonly string[]): string => String.raw`
folder=$1
fpath=($folder $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {
  # What only asks for matches goes to the builtin.
  if [[ "$${'{@[1,(i)(-|--)]}'}" == *-[OAD]\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  (( $#hits == 0 )) && return 1
  print -l -- $hits >> $folder/offered
}
offer() {
  local line
  for line in ${lines.map((line) => `'${line}'`).join(' ')}; do
    BUFFER=$line
    CURSOR=$#BUFFER
    zle complete-word
    print = >> $folder/offered
  done
  : > $folder/done
}
zle -N offer
bindkey '^X' offer
: > $folder/ready
`

describe('in zsh', () => {
  const asked: [string, string[]][] = [
    ['sluice co', ['compare', 'completion']],
    ['sluice --q', ['--quiet']],
    ['sluice help ga', ['gate']],
    ['sluice run proxy-2', ['proxy-2017']],
    ['sluice run proxy-2017 --fail', ['--fail-if']],
    ['sluice run proxy-2017 --scenario http-p', ['http-proxy']],
    ['sluice run proxy-2017 --preset ', ['quick', 'standard', 'exact']],
    ['sluice --quiet run proxy-2017 -o ', ['table', 'json', 'md']],
    ['sluice show la', ['last']],
    ['sluice completion ', ['bash', 'zsh']],
    // A file's name, which the shell completes.
    ['sluice run proxy-2017 --junit x', []],
  ]
  const { commands } = program()
  const optionsOf = (command: { name: () => string }): string => `sluice ${command.name()} --`
  const lines = [...asked.map(([line]) => line), 'sluice ', ...commands.map(optionsOf)]
  let offered: ReadonlyMap<string, string[]>
  beforeAll(() => {
    const words = zshCompletions(lines)
    offered = new Map(lines.map((line, place) => [line, words[place] ?? []]))
  }, 90_000)

  test.each(asked)('%j offers %j', (line, expected) => {
    const words = offered.get(line) ?? []
    expect(words.filter((word) => !word.startsWith('-') || !line.endsWith(' '))).toEqual(expected)
  })

  test('knows every command, and every option of each', () => {
    for (const command of commands) {
      expect(offered.get('sluice ')).toContain(command.name())
      for (const { long } of command.options)
        expect(offered.get(optionsOf(command)), command.name()).toContain(long)
    }
  })
})

test('bash completes `sluice` by it', () => {
  const ended = spawnSync('bash', ['--norc', '-uc', `${script}\ncomplete -p sluice`], { encoding: 'utf8' })
  expect(ended).toMatchObject({
    stderr: '',
    stdout: 'complete -o bashdefault -o default -F _sluice sluice\n',
  })
})

test('another shell is refused', async () => {
  expect(await sluice(['completion', 'fish'])).toMatchObject({ code: 2, stdout: '' })
})
