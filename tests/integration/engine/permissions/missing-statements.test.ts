import { expect, test } from 'vitest'
import { grantedToStackRole, runWithout } from '../../../faults/denied-run.ts'

/** Another statement of each kind every week; all of them are in `npm run test:faults`. */
const week = Math.floor(Date.now() / (7 * 24 * 3_600_000))
const seed = Number(process.env['SLUICE_TEST_SEED'] ?? week)

/** Creating and removing are hit by different statements. */
const kinds = [
  /\/(Make|TagWhatItMakes|Look|HandOver|GiveRights|Certificates|HttpApis|OwnApplication)/,
  /\/(RemoveOwn|TakeBack)/,
]
const sample = kinds.flatMap((kind) => {
  const fitting = grantedToStackRole.filter(({ name }) => kind.test(name))
  return fitting.slice(seed % fitting.length).slice(0, 1)
})

test('statements of both kinds are sampled', () => expect(sample).toHaveLength(kinds.length))

test.each(sample)(
  `without $name a run says what is missing, and leaves nothing (SLUICE_TEST_SEED=${seed})`,
  { timeout: 60_000 },
  (granted) => runWithout(granted),
)
