import { test } from 'vitest'
import {
  cannotBeDeleted,
  cannotBeMade,
  runWithoutCreation,
  runWithoutDeletion,
} from '../../faults/door-faults.ts'
import { usePracticeEngine } from '../../practice-engine.ts'

/** Another fault of each kind every week; all of them are in `npm run test:faults`. */
const week = Math.floor(Date.now() / (7 * 24 * 3_600_000))
const seed = Number(process.env['SLUICE_TEST_SEED'] ?? week)
const ofSeed = <Item>(all: readonly Item[]): Item[] => all.slice(seed % all.length).slice(0, 1)

const account = usePracticeEngine()

test.each(ofSeed(cannotBeMade))(
  `without $type a run says so, and leaves nothing (SLUICE_TEST_SEED=${seed})`,
  { timeout: 120_000 },
  (fault) => runWithoutCreation(account, fault),
)

test.each(ofSeed(cannotBeDeleted))(
  `where $type stays, a removal says so, and goes on (SLUICE_TEST_SEED=${seed})`,
  { timeout: 120_000 },
  (fault) => runWithoutDeletion(account, fault),
)
