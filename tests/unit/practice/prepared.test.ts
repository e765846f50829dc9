import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPrepared, prepare } from '../../../electron/practice/prepared.ts'

const one = { Statement: [{ Sid: 'One' }] }
const other = { Statement: [{ Sid: 'Other' }] }

test('each Region has its documents; without a file nothing is prepared', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-prepared-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'prepared.json')
  const prepared = openPrepared(file)
  expect(prepared()).toEqual({ userPolicies: [], managedPolicies: {} })
  prepare(file, { userPolicies: { 'us-west-2': [one] }, managedPolicies: { limit: other } })
  expect(prepared()).toEqual({ userPolicies: [one], managedPolicies: { limit: other } })
  expect(prepared().userPolicies).toBe(prepared().userPolicies)
  prepare(file, { userPolicies: { 'eu-west-1': [other, one] }, managedPolicies: {} })
  expect(prepared().userPolicies).toEqual([one, other, one])
  prepare(file, { userPolicies: { 'us-west-2': [] }, managedPolicies: { limit: one } })
  expect(openPrepared(file)()).toEqual({ userPolicies: [other, one], managedPolicies: { limit: one } })
})
