import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { migrations } from '../../../../electron/engine/store/migrations.ts'

/** The beginning of the SHA-256 digest of each step, in order. A step has shipped once it is on main. */
const shipped = [
  '10524b2b6f82',
  '20e621c725bd',
  '14b35bd67813',
  '6eef6d9a3870',
  'f17974bc866d',
  '8519ead481f4',
  '2f61ed7b7829',
  'a0c5adce2995',
  'a7d499fc3b4d',
  'f855af251c9c',
  '311b7a4f3436',
  'a2c951b3a1fb',
  '715de77a46c8',
]

test('a step that has shipped is never edited: databases that took it would lack the rest', () => {
  const digests = migrations.map((step) => createHash('sha256').update(step).digest('hex').slice(0, 12))
  expect(digests, 'add a step at the end, and its digest here').toEqual(shipped)
})
