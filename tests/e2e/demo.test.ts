import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJsonSchema } from '../../electron/engine/reports/run-json.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const everything = 5 * 4

async function demo(args: string[], environment: Record<string, string> = {}) {
  const file = join(sluice.dataDir, 'run.json')
  const ended = await sluice.run(['demo', ...args, '--json', file], environment)
  expect(ended.stderr).not.toContain('error:')
  expect(ended.code, ended.stderr).toBe(0)
  const json = runJsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { ...ended, json }
}

async function listed(what: 'runs' | 'deployments'): Promise<Record<string, unknown>[]> {
  return JSON.parse((await sluice.run([what, '--json'])).stdout) as Record<string, unknown>[]
}

describe('the 2017 experiment on the practice account', () => {
  test(
    'completes every scenario on every path, accounts for every request, and leaves nothing behind',
    { timeout: 240_000 },
    async () => {
      const { json, stdout } = await demo(['--duration', '1s'])
      expect(stdout.split('\n')[0]).toMatch(/loopback numbers of this machine, not of AWS/)
      expect(json.trials).toHaveLength(everything)
      for (const trial of json.trials) {
        const name = `${trial.scenarioId} ${trial.path}: ${trial.reason}`
        expect(trial.status, name).toBe('succeeded')
        expect(trial.generator?.name, name).toBe('wrk')
        expect(trial.latencyUs?.measured.count, name).toBe(
          (trial.requests ?? 0) - (trial.errors?.timeout ?? 0),
        )
        // What the origin counted is what wrk sent, but for what was under way at both ends.
        expect(Math.abs((trial.originRequests ?? 0) - (trial.requests ?? 0)), name).toBeLessThanOrEqual(150)
      }
      expect(await listed('runs')).toMatchObject([
        { id: json.run.id, experimentId: 'proxy-2017', account: 'practice', status: 'succeeded' },
      ])
      expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
      await sluice.end()
      sluice = openSluice()
    },
  )

  test(
    'needs neither wrk nor nginx nor curl, and says what took their place',
    { timeout: 240_000 },
    async () => {
      const { json, stdout } = await demo(['--duration', '1s'], { SLUICE_WITHOUT: 'wrk,nginx,curl' })
      expect(json.trials).toHaveLength(everything)
      for (const trial of json.trials) {
        expect(trial.status, `${trial.scenarioId} ${trial.path}: ${trial.reason}`).toBe('succeeded')
        expect(trial.generator?.name).toBe('autocannon')
      }
      expect(stdout).toMatch(/Load by autocannon/)
      expect(readdirSync(join(sluice.dataDir, 'practice', 'instances'))).toEqual([])
    },
  )
})
