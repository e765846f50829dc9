import { describe, test } from 'vitest'
import { grantedToStackRole, grantedToUser, runWithout } from './denied-run.ts'

describe('a run whose stack role lacks a statement says what is missing, and leaves nothing', () => {
  test.each(grantedToStackRole)('$name', { timeout: 180_000 }, (granted) => runWithout(granted))
})

describe('a run of a person who lacks a printed statement says what is missing, and leaves nothing', () => {
  // A run does without the reports of functions, and says so: see function-times.test.ts.
  const needed = grantedToUser.filter(({ name }) => name !== 'User/FunctionLogs')
  test.each(needed)('$name', { timeout: 180_000 }, (granted) => runWithout(granted))

  // Only the checks ask for machine images: CloudFormation looks them up with the stack role.
  const used = needed.filter(({ name }) => name !== 'User/MachineImages')
  test.each(used)('$name, and starts all the same', { timeout: 180_000 }, (granted) =>
    runWithout(granted, ['permissions']),
  )
})
