import { expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

const receipt = { checkedAtMs: 1, accountId: '1', region: 'r', checks: [], leftBehind: [], stays: [] }
const removed = (id: string) => aDeployment({ id, phase: 'removed', receipt })
const byId = (answer: (id: string) => unknown) => (input: { id: string }) => answer(input.id)

test('teardown --all tells every failure, removes the others, and ends with 1', async () => {
  const fake = fakeEngine({
    'deployments.list': ['d1', 'd2', 'd3'].map((id) => aDeployment({ id, phase: 'ready' })),
    'deployments.remove': byId((id) =>
      id === 'd2' ? removed(id) : new AppError('credentials', `The token for ${id} has expired.`),
    ),
    'deployments.get': byId(removed),
  })
  const { code, stdout, stderr } = await sluice(['teardown', '--all'], fake)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^d2: removed\.[^\n]*\n$/)
  expect(stderr.trim().split('\n').toSorted()).toEqual([
    'sluice: d1: The token for d1 has expired.',
    'sluice: d3: The token for d3 has expired.',
  ])
})

test('teardown --all discards what never started', async () => {
  const fake = fakeEngine({
    'deployments.list': [aDeployment({ id: 'd1', phase: 'planned' }), removed('d2')],
    'deployments.discard': {},
  })
  expect(await sluice(['teardown', '--all'], fake)).toEqual({
    code: 0,
    stdout: 'd1: discarded. It never started, so nothing of it exists.\n',
    stderr: '',
  })
  expect(fake.asked.map(({ name, input }) => [name, input])).toContainEqual([
    'deployments.discard',
    { id: 'd1' },
  ])
})

test('teardown --all says so where there is nothing', async () => {
  const { code, stdout } = await sluice(
    ['teardown', '--all'],
    fakeEngine({ 'deployments.list': [removed('d1')] }),
  )
  expect([code, stdout]).toEqual([0, 'Nothing is deployed.\n'])
})

test('sweep --remove goes on where one of the finds cannot be removed', async () => {
  const find = (deploymentId: string) => ({ deploymentId, region: 'us-west-2', stacks: [] })
  const fake = fakeEngine({
    'sweep.find': {
      account: { kind: 'practice' },
      regions: [],
      found: [find('d1'), find('d2')],
      unknown: [],
    },
    'sweep.remove': (input: { found: { deploymentId: string } }) =>
      input.found.deploymentId === 'd1' ? new AppError('aws', 'Denied.') : removed('d2'),
    'deployments.get': byId(removed),
  })
  const { code, stdout, stderr } = await sluice(['sweep', '--remove'], fake)
  expect(code).toBe(1)
  expect(stderr).toBe('sluice: d1: Denied.\n')
  expect(stdout).toContain('d2: removed.')
})

test('as JSON a removal is one document, with what was found and how each removal has ended', async () => {
  const found = { deploymentId: 'd1', region: 'us-west-2', stacks: [] }
  const fake = fakeEngine({
    'sweep.find': { account: { kind: 'practice' }, regions: ['us-west-2'], found: [found], unknown: [] },
    'sweep.remove': removed('d1'),
    'deployments.get': byId(removed),
    'deployments.list': [aDeployment({ id: 'd1', phase: 'ready' }), aDeployment({ id: 'd2' })],
    'deployments.remove': removed('d1'),
    'deployments.discard': {},
  })
  const removal = { id: 'd1', outcome: 'removed', proven: true, sentence: expect.any(String) }
  const swept = await sluice(['sweep', '--remove', '-o', 'json'], fake)
  expect([swept.code, JSON.parse(swept.stdout)]).toEqual([
    0,
    { regions: ['us-west-2'], found: [found], unknown: [], removals: [removal] },
  ])
  const all = await sluice(['teardown', '--all', '-o', 'json'], fake)
  expect(JSON.parse(all.stdout)).toEqual([removal, { ...removal, id: 'd2', outcome: 'discarded' }])
})

test('teardown of one that is not known, or cannot be removed, ends as the error says', async () => {
  const refuse = async (error: AppError) => {
    const { code, stdout, stderr } = await sluice(
      ['teardown', 'd0'],
      fakeEngine({ 'deployments.remove': error }),
    )
    return [code, stdout, stderr]
  }
  expect(await refuse(new AppError('not-found', 'There is no d0.'))).toEqual([
    2,
    '',
    'sluice: There is no d0.\n',
  ])
  expect(await refuse(new AppError('aws', 'Denied.'))).toEqual([1, '', 'sluice: Denied.\n'])
})
