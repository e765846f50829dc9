import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runJsonSchema } from '../../electron/engine/reports/run-json.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

async function listed(what: 'runs' | 'deployments'): Promise<Record<string, unknown>[]> {
  return JSON.parse((await sluice.run([what, '--json'])).stdout) as Record<string, unknown>[]
}

test(
  'the demo completes every scenario on every path, accounts for every request, and leaves nothing behind',
  { timeout: 240_000 },
  async () => {
    const file = join(sluice.dataDir, 'run.json')
    const ended = await sluice.run(['demo', '--duration', '1s', '--json', file])
    expect(ended.stderr).not.toContain('error:')
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stdout.split('\n')[0]).toMatch(/loopback numbers of this machine, not of AWS/)
    const { run, trials } = runJsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(trials).toHaveLength(5 * 4)
    for (const trial of trials) {
      const name = `${trial.scenarioId} ${trial.path}: ${trial.reason}`
      expect(trial.status, name).toBe('succeeded')
      expect(trial.generator?.name, name).toBe('wrk')
      expect(trial.latencyUs?.measured.count, name).toBe((trial.requests ?? 0) - (trial.errors?.timeout ?? 0))
      // What the origin counted is what wrk sent, but for what was under way at both ends.
      expect(Math.abs((trial.originRequests ?? 0) - (trial.requests ?? 0)), name).toBeLessThanOrEqual(150)
    }
    expect(await listed('runs')).toMatchObject([
      { id: run.id, experimentId: 'proxy-2017', account: 'practice', status: 'succeeded' },
    ])
    expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
  },
)
