import { expect, test } from 'vitest'
import { takeCallTurn } from '../../../../../electron/practice/resources/api-gateway/call-turns.ts'
import type { World } from '../../../../../electron/practice/world.ts'

const calls = [
  'CreateRestApi',
  'CreateDeployment',
  'DeleteRestApi',
  'CreateVpcLink',
  'DeleteVpcLink',
] as const
const pace = {
  createRestApiMs: 40,
  createDeploymentMs: 40,
  deleteRestApiMs: 40,
  createVpcLinkMs: 40,
  deleteVpcLinkMs: 40,
}

test.each(calls)('%s is taken every so often: one more waits, the others are refused', async (call) => {
  const { turn } = openTurns()
  const answers = await Promise.allSettled([turn(call), turn(call), turn(call), turn(call)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringMatching(/^Too Many Requests.*429/) },
  })
})

test('each call has a limit of its own', async () => {
  const { turn } = openTurns()
  const startMs = performance.now()
  await Promise.all(calls.map((call) => turn(call)))
  expect(performance.now() - startMs).toBeLessThan(pace.createRestApiMs)
})

function openTurns() {
  const kept = new Map<string, unknown>()
  const documents = {
    get: (key: string) => kept.get(key),
    put: (key: string, value: unknown) => void kept.set(key, value),
  }
  const world = { documents, pace } as unknown as World
  const signal = new AbortController().signal
  return { turn: (call: (typeof calls)[number]) => takeCallTurn(call, { world, signal }) }
}
