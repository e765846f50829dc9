import { expect, test } from 'vitest'
import { takeDeletionTurn } from '../../../../../electron/practice/resources/api-gateway/deletion-turns.ts'
import type { World } from '../../../../../electron/practice/world.ts'

test('one REST API may be deleted every so often: one more waits, the others are refused', async () => {
  const kept = new Map<string, unknown>()
  const documents = {
    get: (key: string) => kept.get(key),
    put: (key: string, value: unknown) => void kept.set(key, value),
  }
  const world = { documents, pace: { deleteRestApiMs: 40 } } as unknown as World
  const turn = () => takeDeletionTurn({ world, signal: new AbortController().signal })
  const answers = await Promise.allSettled([turn(), turn(), turn(), turn()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringMatching(/^Too Many Requests/) },
  })
})
