import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runJsonSchema } from '../../../electron/engine/reports/run-json.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

test(
  'the demo needs neither wrk nor nginx nor curl, and says what took their place',
  { timeout: 240_000 },
  async () => {
    const file = join(sluice.dataDir, 'run.json')
    const ended = await sluice.run(['demo', '--duration', '1s', '--json', file], {
      SLUICE_WITHOUT: 'wrk,nginx,curl',
    })
    expect(ended.code, ended.stderr).toBe(0)
    const { trials } = runJsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(trials).toHaveLength(5 * 4)
    for (const trial of trials) {
      expect(trial.status, `${trial.scenarioId} ${trial.path}: ${trial.reason}`).toBe('succeeded')
      expect(trial.generator?.name).toBe('autocannon')
    }
    expect(ended.stdout).toMatch(/Load by autocannon/)
    expect(readdirSync(join(sluice.dataDir, 'practice', 'instances'))).toEqual([])
  },
)
