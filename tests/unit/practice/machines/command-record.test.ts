import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDocuments } from '../../../../electron/practice/documents.ts'
import { cut, openCommands, type Command } from '../../../../electron/practice/machines/command-record.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-commands-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openCommands(openDocuments(folder, () => undefined))

const command = (number: number, status: 'Success' | 'InProgress' = 'Success'): Command => ({
  commandId: `command-${number}`,
  region: 'us-west-2',
  documentName: 'AWS-RunShellScript',
  comment: '',
  script: 'true\n',
  workingDirectory: '',
  executionTimeoutSec: 60,
  timeoutSec: 60,
  requestedAtMs: number,
  invocations: [
    { instanceId: 'i-1', status, statusDetails: status, responseCode: 0, stdout: 'kept', stderr: '' },
  ],
})

test('the newest two hundred are kept, and those under way whatever their age', () => {
  const shelf = open()
  for (let number = 0; number < 205; number += 1)
    shelf.save(command(number, number === 1 ? 'InProgress' : 'Success'))
  expect([0, 1, 4, 5].map((number) => shelf.find(`command-${number}`) !== undefined)).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(open().all()).toHaveLength(201)
})

test('what was under way when the account ended has failed', () => {
  open().save(command(1, 'InProgress'))
  open().save(command(2))
  const [first, second] = open().all()
  expect(first?.invocations[0]).toMatchObject({
    status: 'Failed',
    statusDetails: 'Terminated',
    responseCode: -1,
  })
  expect(second?.invocations[0]).toMatchObject({ status: 'Success', stdout: 'kept' })
})

test('cuts keep the length and end in the mark', () => {
  expect(cut('abc', 3)).toBe('abc')
  expect(cut('a'.repeat(100), 50)).toBe(`${'a'.repeat(30)}--output truncated--`)
})
