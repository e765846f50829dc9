import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requireWritable, writeOutput } from '../../../electron/cli/output-file.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-output-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each(['--json /nowhere/run.json', '--json /'])(
  'run %s is refused before anything starts',
  async (text) => {
    for (const command of [['run', 'proxy-2017'], ['demo']]) {
      const fake = fakeEngine()
      const { code, stderr } = await sluice([...command, ...text.split(' ')], fake)
      expect([code, fake.asked]).toEqual([2, []])
      expect(stderr).toMatch(
        /^sluice: --json: \/.* cannot be written: it(s folder does not exist| is a folder)\.\n$/,
      )
    }
  },
)

test('a check leaves a file that exists as it is, and none where there was none', () => {
  const kept = join(folder, 'kept.json')
  writeFileSync(kept, 'old')
  requireWritable(kept, '--json')
  expect(readFileSync(kept, 'utf8')).toBe('old')
  requireWritable(join(folder, 'new.json'), '--json')
  expect(existsSync(join(folder, 'new.json'))).toBe(false)
  requireWritable('/dev/null', '--json')
})

test('a file that cannot be written in the end says how to get the result', () => {
  expect(() => writeOutput(folder, '{}', 'sluice export r1')).toThrow(/it is a folder\. sluice export r1$/)
})
