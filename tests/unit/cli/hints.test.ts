import { expect, test } from 'vitest'
import { hintAfter } from '../../../electron/cli/hints.ts'

test.each([
  ['not-found', { resource: 'run' }, /`sluice runs`/],
  ['not-found', { resource: 'deployment' }, /`sluice deployments`/],
  ['not-found', { resource: 'scenario' }, /^$/],
  ['aws', { kind: 'refused' }, /`sluice policy`/],
  ['aws', { kind: 'refused', deniedAbove: true }, /^$/],
  ['database', { problem: 'damaged' }, /`sluice sweep`/],
  ['database', { problem: 'locked' }, /^$/],
  ['aws', { kind: 'clock' }, /^$/],
  ['conflict', {}, /^$/],
] as const)('after %s with %j', (code, details, hint) => {
  expect(hintAfter({ code, details })).toMatch(hint)
})
