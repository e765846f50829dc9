import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until as ask } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

let sluice: Sluice
let engine: Engine | undefined
beforeEach(() => {
  sluice = openSluice()
})
afterEach(async () => {
  await engine?.close()
  engine = undefined
  await sluice.end()
})

/** Runs the command until it says something, then ends it without a chance to do anything more. */
async function killAt(text: string, rounds = 5, more: string[] = []): Promise<void> {
  const going = sluice.start([
    'run',
    'proxy-2017',
    '--scenario',
    'elb',
    '--path',
    '/',
    '--duration',
    '1s',
    '--rounds',
    String(rounds),
    '--lead-in',
    '0s',
    ...more,
  ])
  await going.said(text)
  going.child.kill('SIGKILL')
  await going.ended
}

async function recovered(): Promise<{ engine: Engine; id: string }> {
  engine = createEngine({ dataDir: sluice.dataDir })
  await engine.recover()
  const [deployment] = await call(engine, 'deployments.list', {})
  return { engine, id: deployment?.id ?? '' }
}

const inPhase = (host: Engine, id: string, phases: string[]) =>
  ask(
    host,
    () => call(host, 'deployments.get', { id }),
    ({ phase }) => phases.includes(phase),
  )

test('a deployment goes on where its stacks stand', { timeout: 90_000 }, async () => {
  await killAt('-backend', 1, ['--keep'])
  const { engine: host, id } = await recovered()
  const deployment = await inPhase(host, id, ['ready', 'removed', 'stranded'])
  expect(deployment.phase).toBe('ready')
  expect(deployment.stacks.map((stack) => stack.status)).toEqual(
    Array.from({ length: 4 }, () => 'CREATE_COMPLETE'),
  )
  const steps = await call(host, 'deployments.steps', { id })
  expect(
    new Set(steps.map((step) => `${step.stack} ${step.logicalId} ${step.status} ${step.reason} ${step.atMs}`))
      .size,
  ).toBe(steps.length)
  await call(host, 'deployments.remove', { id })
  expect((await inPhase(host, id, ['removed', 'stranded'])).phase).toBe('removed')
})

test.each(['-backend', '[1/2]'])(
  'what was planned for afterwards is done when the process was killed at %s: the run ends, ' +
    'then the teardown',
  { timeout: 120_000 },
  async (text) => {
    await killAt(text, 2)
    const { engine: host, id } = await recovered()
    expect((await call(host, 'deployments.get', { id })).afterwards).toBe('tear-down')
    const deployment = await inPhase(host, id, ['ready', 'removed', 'stranded'])
    expect([deployment.phase, deployment.failure]).toEqual(['removed', null])
    const [run] = await call(host, 'runs.list', {})
    expect(run).toMatchObject({ deploymentId: id, status: 'succeeded' })
  },
)

test('a removal goes on to its end', { timeout: 90_000 }, async () => {
  await killAt('Deleting stack', 1)
  const { engine: host, id } = await recovered()
  expect((await inPhase(host, id, ['removed', 'stranded'])).phase).toBe('removed')
})
