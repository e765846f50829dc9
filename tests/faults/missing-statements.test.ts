import { describe, test } from 'vitest'
import { grantedToStackRole, grantedToUser, runWithout } from './denied-run.ts'

describe('a run whose stack role lacks a statement says what is missing, and leaves nothing', () => {
  test.each(grantedToStackRole)('$name', { timeout: 180_000 }, runWithout)
})

describe('a run of a person who lacks a printed statement says what is missing, and leaves nothing', () => {
  test.each(grantedToUser)('$name', { timeout: 180_000 }, runWithout)
})
