import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fakeEngine, sluice } from './fake-engine.ts'

const policies = [
  {
    of: 'credentials',
    title: 'Your credentials, 1 of 2',
    who: 'A.',
    policyName: 'sluice-credentials-1',
    json: '{"one":1}',
  },
  {
    of: 'credentials',
    title: 'Your credentials, 2 of 2',
    who: 'B.',
    policyName: 'sluice-credentials-2',
    json: '{"two":2}',
  },
  { of: 'RoleBoundary', title: 'The boundary', who: 'C.', policyName: 'sluice-boundary', json: '{"most":3}' },
  { of: 'StackRole', title: 'The stack role', who: 'D.', policyName: null, json: '{"role":4}' },
]
const run = (...args: string[]) => sluice(['policy', ...args], fakeEngine({ 'policy.get': policies }))

test('every document of the credentials is printed, and said what it is for', async () => {
  const { stdout, stderr } = await run()
  expect(stdout).toBe('{"one":1}\n{"two":2}\n')
  expect(stderr).toBe('Your credentials, 1 of 2. A.\nYour credentials, 2 of 2. B.\n')
})

test('what an account is prepared with is written, with the commands that create it', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'sluice-policy-')), 'policies')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true }))
  const { stdout, code } = await run('--out', folder, '--account-id', '123456789012')
  expect(code).toBe(0)
  expect(readdirSync(folder).toSorted()).toEqual([
    'sluice-boundary.json',
    'sluice-credentials-1.json',
    'sluice-credentials-2.json',
  ])
  expect(readFileSync(join(folder, 'sluice-boundary.json'), 'utf8')).toBe('{"most":3}\n')
  const create = (name: string) =>
    `aws iam create-policy --policy-name ${name} --policy-document file://${folder}/${name}.json`
  const attach = (name: string) =>
    `aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::123456789012:policy/${name}`
  expect(stdout.trimEnd().split('\n')).toEqual([
    create('sluice-boundary'),
    create('sluice-credentials-1'),
    attach('sluice-credentials-1'),
    create('sluice-credentials-2'),
    attach('sluice-credentials-2'),
  ])
})

test('an unknown role is refused with those that there are', async () => {
  const { code, stderr } = await run('--of', 'Nobody')
  expect(code).toBe(2)
  expect(stderr).toContain('credentials, RoleBoundary, StackRole')
})
