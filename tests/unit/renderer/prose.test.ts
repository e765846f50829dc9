import { expect, test } from 'vitest'
import { capitalised } from '../../../renderer/ui/prose.tsx'

test.each([
  ['data folder', 'Data folder'],
  ['permissions', 'Permissions'],
  ['wrk', 'wrk'],
  ['nginx', 'nginx'],
  ['iam:PassRole', 'iam:PassRole'],
  ['vCPUs', 'vCPUs'],
])('%s begins a line as %s', (text, shown) => {
  expect(capitalised(text)).toBe(shown)
})
