import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runJsonSchema } from '../../electron/engine/reports/run-json.ts'
import { filesBelow, leaks } from '../secrets.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

/** Lines of private keys that the practice account's CloudFormation and IAM hold, as AWS's do. */
function privateKeys(): Map<string, string> {
  const found = new Map<string, string>()
  for (const [file, text] of filesBelow(join(sluice.dataDir, 'practice/state')))
    for (const [, line = ''] of text.matchAll(/BEGIN (?:RSA )?PRIVATE KEY-----\\n([A-Za-z0-9+/]{64})\\n/g))
      found.set(`the private key of ${file.slice(sluice.dataDir.length)}`, line)
  return found
}

test(
  'load balancers over TLS answer with the right bytes, their key is kept nowhere, and nothing is left',
  { timeout: 240_000 },
  async () => {
    const file = join(sluice.dataDir, 'run.json')
    const load = ['--rounds', '1', '--duration', '1s', '--lead-in', '1s', '--path', '/']
    const ran = await sluice.run(['run', 'what-is-tls', '--yes', '--keep', ...load, '--json', file])
    expect(ran.stderr).not.toContain('error:')
    expect(ran.code, ran.stderr).toBe(0)
    const { trials } = runJsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(new Set(trials.map(({ scenarioId }) => scenarioId))).toEqual(
      new Set(['elb', 'elb-https', 'alb-https']),
    )
    for (const trial of trials) {
      const name = `${trial.scenarioId} ${trial.load}: ${trial.reason}`
      expect(trial.status, name).toBe('succeeded')
      // The health checks of the application load balancer are no requests of anybody.
      expect(Math.abs((trial.originRequests ?? 0) - (trial.requests ?? 0)), name).toBeLessThanOrEqual(150)
    }

    const keys = privateKeys()
    expect([...keys.keys()]).not.toEqual([])
    const places = filesBelow(sluice.dataDir, ['practice/state'])
    places.set('the terminal', `${ran.stdout}${ran.stderr}`)
    expect(leaks(keys, places)).toEqual([])

    const removed = await sluice.run(['teardown', '--all'])
    expect(removed.code, removed.stderr).toBe(0)
    expect(`${removed.stdout}${removed.stderr}`).toContain('othing is left')
    places.set('the terminal at the end', `${removed.stdout}${removed.stderr}`)
    expect(leaks(keys, new Map([...places, ...filesBelow(sluice.dataDir)]))).toEqual([])
  },
)
