import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until as ask } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

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

test(
  'a run goes on when its process was killed: no trial is lost, none is made twice',
  { timeout: 90_000 },
  async () => {
    await killAt('[2/5]', 5, ['--keep'])
    const { engine: host, id } = await recovered()
    expect((await inPhase(host, id, ['ready', 'removed', 'stranded'])).phase).toBe('ready')
    const [run] = await call(host, 'runs.list', {})
    const { trials } = await call(host, 'runs.get', { id: run?.id ?? '' })
    expect(run?.status).toBe('succeeded')
    expect(trials.map((trial) => trial.status)).toEqual(Array.from({ length: 5 }, () => 'succeeded'))
    await call(host, 'deployments.remove', { id })
    expect((await inPhase(host, id, ['removed', 'stranded'])).phase).toBe('removed')
  },
)
