import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '../../../electron/platform/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the log', () => {
  test('is JSON lines that only the person can read', () => {
    const file = join(folder, 'logs', 'sluice.log')
    const log = openLog(file)
    log('info', 'hello', { answer: 42 })
    log('error', 'again')
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', message: 'hello', answer: 42 },
      { level: 'error' },
    ])
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('keeps one older file, and no more', () => {
    const file = join(folder, 'sluice.log')
    const log = openLog(file)
    for (let line = 0; line < 30; line += 1) log('info', 'x'.repeat(100_000))
    expect(statSync(file).size).toBeLessThan(1_200_000)
    expect(statSync(`${file}.1`).size).toBeLessThan(1_200_000)
  })

  test('keeps a line whose secret stands in JSON, and its own fields', () => {
    const file = join(folder, 'sluice.log')
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const answer = JSON.stringify({ secretAccessKey: 'wJalrXUtnFEMI', next: 'kept' })
    openLog(file)('error', 'refused', { answer, circle, level: 'info', size: 1n })
    const [line = ''] = readFileSync(file, 'utf8').split('\n')
    expect(line).not.toContain('wJalrXUtnFEMI')
    expect(JSON.parse(line)).toMatchObject({ level: 'error', message: 'refused', size: '1' })
    expect(line).toContain('kept')
  })

  test('never throws, also where nothing can be written', () => {
    writeFileSync(join(folder, 'a-file'), '')
    expect(() => openLog(join(folder, 'a-file', 'sluice.log'))('info', 'hello')).not.toThrow()
  })
})
