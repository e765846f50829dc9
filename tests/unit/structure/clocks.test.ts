import { expect, test } from 'vitest'
import { readSource, sourceFiles } from './source-tree.ts'

/**
 * A person, or the network, sets the clock while something waits: waits are measured with a clock that only
 * goes forward. Compared with the time of day is only what has one, each of them below with its reason.
 */
const byTheTimeOfDay: Readonly<Record<string, string>> = {
  'electron/engine/accounts/credential-cache.ts': 'credentials end at a time of day',
  'electron/engine/aws/retries.ts': 'makes a clock that only goes forward out of it',
  'electron/engine/deployments/lease.ts': 'the lease of another process, perhaps on another computer',
  'electron/practice/lambda/environment-worker.ts': 'what a function is told; the limit itself is a timer',
  'electron/practice/sign-in/sign-in-page.ts': 'a code ends at a time of day',
  'electron/practice/services/sso-oidc.ts': 'a code ends at a time of day',
}

const compared = /Date\.now\(\)\s*(?:[<>]=?|-)|(?:(?<!=)>=?|<=?|-)\s*Date\.now\(\)/

test('no wait is measured by the time of day', () => {
  const files = sourceFiles('electron', 'renderer', 'shared').filter((file) => /\.tsx?$/.test(file))
  const found = files.filter((file) =>
    readSource(file)
      .split('\n')
      .some((line) => compared.test(line) && !/^\s*(\/\/|\*)/.test(line)),
  )
  expect(found.filter((file) => byTheTimeOfDay[file] === undefined)).toEqual([])
  expect(found.toSorted()).toEqual(Object.keys(byTheTimeOfDay).toSorted())
})
