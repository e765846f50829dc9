import { describe, expect, test } from 'vitest'
import { calledAs } from '../../../electron/cli/called-as.ts'
import { deploymentIdOf, runIdOf } from '../../../electron/cli/resolve-id.ts'
import { aDeployment, aRun } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

const runs = ['rabcdefg', 'rabcxyzw', 'rmmmmmmm'].map((id, place) => aRun({ id, startedAtMs: place }))
const deployments = ['dabcdefg', 'dxxxxxxx'].map((id, place) => aDeployment({ id, createdAtMs: place }))
const engine = () => fakeEngine({ 'runs.list': runs, 'deployments.list': deployments })

describe('an id', () => {
  test.each([
    ['rabcdefg', 'rabcdefg'],
    ['rabcd', 'rabcdefg'],
    ['rm', 'rmmmmmmm'],
    ['last', 'rmmmmmmm'],
    ['rzz', 'rzz'],
    ['published-proxy-2017', 'published-proxy-2017'],
    ['', ''],
  ])('%j of a run is that of %s', async (name, id) => {
    expect(await runIdOf(engine().engine, name)).toBe(id)
  })

  test('of a deployment is found in the same way', async () => {
    expect(await deploymentIdOf(engine().engine, 'da')).toBe('dabcdefg')
    expect(await deploymentIdOf(engine().engine, 'last')).toBe('dxxxxxxx')
  })

  test('that is the beginning of several, or last of none, is refused', async () => {
    await expect(runIdOf(engine().engine, 'rabc')).rejects.toMatchObject({
      code: 'invalid-input',
      message: '"rabc" is the beginning of several: rabcxyzw, rabcdefg.',
    })
    await expect(runIdOf(fakeEngine().engine, 'last')).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    [['show', 'rm'], 'runs.get', { id: 'rmmmmmmm' }],
    [['export', 'rm'], 'runs.export', { id: 'rmmmmmmm', format: 'json' }],
    [['rename', 'last', 'x'], 'runs.annotate', { id: 'rmmmmmmm', title: 'x' }],
    [['delete', 'rm'], 'runs.discard', { id: 'rmmmmmmm' }],
    [['gate', 'rm', '--fail-if', 'elb.rate < 1'], 'runs.get', { id: 'rmmmmmmm' }],
    [['compare', 'last', 'rabcd'], 'runs.get', { id: 'rabcdefg' }],
    [['teardown', 'dx'], 'deployments.remove', { id: 'dxxxxxxx' }],
    [['extend', 'last', '1h'], 'deployments.get', { id: 'dxxxxxxx' }],
    [['receipt', 'da'], 'deployments.get', { id: 'dabcdefg' }],
    [['receipt', 'last'], 'deployments.get', { id: 'dxxxxxxx' }],
    [['receipt', 'rm'], 'deployments.get', { id: 'd1' }],
    [['run', 'proxy-2017', '--on', 'last'], 'deployments.get', { id: 'dxxxxxxx' }],
  ])('is taken by %j', async (args, name, input) => {
    const fake = fakeEngine({
      'runs.list': runs,
      'deployments.list': deployments,
      'experiments.list': [],
      'scenarios.list': [],
    })
    await sluice(args, fake)
    expect(fake.asked).toContainEqual({ name, input })
  })
})

describe('rename and delete', () => {
  const fake = () =>
    fakeEngine({ 'runs.list': runs, 'runs.annotate': {}, 'runs.discard': {}, 'runs.restore': {} })

  test('rename gives a name, or takes it away', async () => {
    const engine = fake()
    expect((await sluice(['rename', 'rm', ' Night '], engine)).stdout).toBe(
      'Run rmmmmmmm is now called "Night".\n',
    )
    await sluice(['rename', 'rm'], engine)
    expect(engine.asked.filter(({ name }) => name === 'runs.annotate').map(({ input }) => input)).toEqual([
      { id: 'rmmmmmmm', title: 'Night' },
      { id: 'rmmmmmmm', title: null },
    ])
  })

  test('delete looks all names up first, says how to undo it, and undoes it', async () => {
    const engine = fake()
    const { stdout } = await sluice(['delete', 'last', 'rmmmmmmm', 'rabcd'], engine)
    expect(stdout.trim().split('\n')).toEqual([
      'Run rmmmmmmm is deleted.',
      'Run rabcdefg is deleted.',
      'To undo that: sluice delete --undo rmmmmmmm rabcdefg',
    ])
    expect((await sluice(['delete', '--undo', 'rgone123'], engine)).stdout).toBe('Run rgone123 is back.\n')
    expect(engine.asked.at(-1)).toEqual({ name: 'runs.restore', input: { id: 'rgone123' } })
  })
})

test.each([
  ['sluice', [], {}],
  ['npm run sluice --', [], { npm_lifecycle_event: 'sluice', npm_package_name: 'sluice' }],
  ['npm run sluice --', [], { npm_lifecycle_event: 'demo', npm_package_name: 'sluice' }],
  ['npm run sluice --', ['node', '/home/me/sluice/electron/cli/main.ts'], {}],
  ['npx sluice', ['node', '/x/node_modules/.bin/sluice'], { npm_command: 'exec' }],
  ['sluice', ['node', '/x/out/main/cli.js'], { npm_command: 'exec' }],
  // Another project's script of the same name.
  ['sluice', ['node', '/x/bin/sluice.mjs'], { npm_lifecycle_event: 'demo', npm_package_name: 'shop' }],
])('%s is what a person types with %j and %j', (name, argv, environment) => {
  expect(calledAs({ argv, environment })).toBe(name)
})
