import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from './sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const longRun = [
  'run',
  'proxy-2017',
  '--scenario',
  'elb',
  '--path',
  '/',
  '--duration',
  '2s',
  '--rounds',
  '20',
  '--lead-in',
  '0s',
]

interface Listed {
  id: string
  phase: string
  status: string
}

async function listed(what: 'runs' | 'deployments'): Promise<Listed[]> {
  return JSON.parse((await sluice.run([what, '--json'])).stdout) as Listed[]
}

test('Ctrl-C once stops the trial, keeps what is finished and tears down', { timeout: 120_000 }, async () => {
  const going = sluice.start(longRun)
  await going.said('[1/20]')
  going.child.kill('SIGINT')
  const ended = await going.ended
  expect(ended.code, ended.stderr).toBe(130)
  expect(ended.stdout).toContain('cancelled')
  expect(await listed('runs')).toMatchObject([{ status: 'cancelled' }])
  expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
})
