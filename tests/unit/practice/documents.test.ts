import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDocuments } from '../../../electron/practice/documents.ts'

let folder: string
let damaged: string[]
const open = () => openDocuments(folder, (file) => damaged.push(file))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-documents-'))
  damaged = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was put is there for the next account', () => {
  const key = 'stack/arn:aws:cloudformation:us-west-2:1:stack base'
  open().put(key, { status: 'CREATE_COMPLETE', events: [1, 2] })
  open().put('command/1', null)
  const again = open()
  expect(again.get(key)).toEqual({ status: 'CREATE_COMPLETE', events: [1, 2] })
  expect(again.get('command/1')).toBeNull()
  expect(again.get('command/2')).toBeUndefined()
  expect(again.keys('stack/')).toEqual([key])
  again.remove(key)
  again.remove('never/there')
  expect(open().keys('')).toEqual(['command/1'])
})

test('a caller that changes what it was given changes nothing here', () => {
  const documents = open()
  const value = { list: [1] }
  documents.put('a/b', value)
  value.list.push(2)
  ;(documents.get('a/b') as typeof value).list.push(3)
  expect(documents.get('a/b')).toEqual({ list: [1] })
})

test.each(['../outside', 'a/../../outside', '/etc/passwd', 'a//b', '', 'a/.hidden'])(
  'no key leaves the folder: %j',
  (key) => {
    expect(() => open().put(key, 1)).toThrow('is not a key')
    expect(readdirSync(folder)).toEqual([])
  },
)

test('a damaged file is moved aside and reported, a draft of a killed account is thrown away', () => {
  open().put('good', 1)
  writeFileSync(join(folder, 'bad.json'), '{"half":')
  writeFileSync(join(folder, 'good.json.1234.tmp'), 'draft')
  expect(open().keys('')).toEqual(['good'])
  expect(damaged).toEqual([join(folder, 'bad.json')])
  expect(readdirSync(folder).toSorted()).toEqual(['bad.json.damaged', 'good.json'])
  expect(readFileSync(join(folder, 'bad.json.damaged'), 'utf8')).toBe('{"half":')
})
