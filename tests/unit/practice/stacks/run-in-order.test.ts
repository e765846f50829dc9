import { expect, test } from 'vitest'
import { runInOrder } from '../../../../electron/practice/stacks/run-in-order.ts'

const needs: Record<string, string[]> = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'], e: [] }
const ids = Object.keys(needs)

test('starts everything whose prerequisites are done, and nothing before', async () => {
  const journal: string[] = []
  await runInOrder(
    ids,
    (id) => needs[id] ?? [],
    async (id) => {
      journal.push(`+${id}`)
      await Promise.resolve()
      journal.push(`-${id}`)
      return true
    },
    () => true,
  )
  expect(journal.slice(0, 2)).toEqual(['+a', '+e'])
  for (const [id, prerequisites] of Object.entries(needs))
    for (const other of prerequisites)
      expect(journal.indexOf(`-${other}`)).toBeLessThan(journal.indexOf(`+${id}`))
  expect(journal).toHaveLength(10)
})

test('never starts what needs something that failed, and goes on with the rest', async () => {
  const started: string[] = []
  await runInOrder(
    ids,
    (id) => needs[id] ?? [],
    (id) => Promise.resolve(started.push(id) > 0 && id !== 'b'),
    () => true,
  )
  expect(started.toSorted()).toEqual(['a', 'b', 'c', 'e'])
})

test('starts nothing more once it may not go on, and waits for what runs', async () => {
  const started: string[] = []
  await runInOrder(
    ids,
    (id) => needs[id] ?? [],
    (id) => Promise.resolve(started.push(id) > 0),
    () => started.length === 0,
  )
  expect(started).toEqual(['a', 'e'])
})

test('prerequisites that are not asked for count as done', async () => {
  const started: string[] = []
  await runInOrder(
    ['d'],
    (id) => needs[id] ?? [],
    (id) => Promise.resolve(started.push(id) > 0),
    () => true,
  )
  expect(started).toEqual(['d'])
})
