import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exportRun } from '../../../electron/engine/reports/formats.ts'
import { recordedExample } from '../engine/reports/recorded-example.ts'
import { sluice } from './fake-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
const recorded = recordedExample({ rounds: 6, made: 5 })

function written(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test.each(['html', 'json'])('a file that follows is told so, with exit code 0: %s', async (format) => {
  const { text, fileName } = exportRun(recorded, format)
  const { code, stdout, stderr } = await sluice(['verify', written(fileName, text)])
  expect([code, stderr]).toEqual([0, ''])
  expect(oneLine(stdout)).toMatch(/values of this (report|JSON) follow from the \d+ trials of run r1\./)
  expect(oneLine(stdout)).toContain('Templates and scripts are not those of this version')
})

test('a figure that does not follow is named, with exit code 1', async () => {
  const file = written('lying.json', exportRun(recorded).text.replace(/"point": 0\.\d+/, '"point": 0.9'))
  const { code, stdout } = await sluice(['verify', file])
  expect(code).toBe(1)
  expect(oneLine(stdout)).toMatch(/lying\.json: \d+ figures? of [\d,]+ do(es)? not follow/)
  expect(oneLine(stdout)).toMatch(
    /- assessment\.scenarios\[\S+\]\.share\.point: written 0\.9, but 0\.\d+ follows/,
  )
  const asJson = await sluice(['verify', file, '-o', 'json'])
  expect(JSON.parse(asJson.stdout)).toMatchObject({ run: 'r1', follows: false, kind: 'JSON' })
})

test('what is no run is not verified, and what cannot be read is wrong usage', async () => {
  const damaged = await sluice(['verify', written('damaged.json', '{"schemaVersion": 3}')])
  expect([damaged.code, damaged.stdout]).toEqual([1, ''])
  expect(damaged.stderr).toContain('damaged.json is not a run')
  const missing = await sluice(['verify', join(folder, 'missing.html')])
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain('there is no such file')
})

test('names from a file do not reach the terminal as they are', async () => {
  const { text } = exportRun(recorded)
  const file = written('escape.json', text.replace('"seed": 1', '"seed": 1, "\\u001b[2Jx": "\\u001b[31m"'))
  const { code, stdout } = await sluice(['verify', file])
  expect(code).toBe(1)
  expect(stdout).not.toContain('\u001B')
})
