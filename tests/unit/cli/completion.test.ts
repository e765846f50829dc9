import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { completionScript } from '../../../electron/cli/completion-script.ts'
import { createProgram } from '../../../electron/cli/program.ts'
import { sluice } from './fake-engine.ts'

const script = completionScript(
  createProgram(
    async () => undefined,
    async () => undefined,
  ),
  'bash',
)

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
    const program = createProgram(
      async () => undefined,
      async () => undefined,
    )
    const names = completions('sluice', '')
    for (const command of program.commands) {
      expect(names).toContain(command.name())
      const offered = completions('sluice', command.name(), '--')
      for (const { long } of command.options) expect(offered, command.name()).toContain(long)
    }
  })
})

test('zsh gets the same words', () => {
  const zsh = completionScript(
    createProgram(
      async () => undefined,
      async () => undefined,
    ),
    'zsh',
  )
  expect(zsh).toMatch(/^#compdef sluice\n/)
  const words = (text: string): string[] => [...text.matchAll(/='([^']*)'/g)].map(([, own = '']) => own)
  expect(words(zsh)).toEqual(words(script))
})

test('another shell is refused', async () => {
  expect(await sluice(['completion', 'fish'])).toMatchObject({ code: 2, stdout: '' })
})
