import { expect, test } from 'vitest'
import { createUploads } from '../../../../electron/engine/imports/uploads.ts'
import { importLimits } from '../../../../shared/import-limits.ts'

test('pieces make a text, in their order only', () => {
  const uploads = createUploads()
  uploads.add({ upload: 'a', offset: 0, text: 'one ' }, 0)
  uploads.add({ upload: 'b', offset: 0, text: 'other' }, 0)
  uploads.add({ upload: 'a', offset: 4, text: 'two' }, 0)
  expect([uploads.text('a'), uploads.text('b')]).toEqual(['one two', 'other'])
  expect(() => uploads.add({ upload: 'a', offset: 4, text: 'two' }, 0)).toThrow(/missing/)
  uploads.add({ upload: 'a', offset: 0, text: 'again' }, 0)
  expect(uploads.text('a')).toBe('again')
  uploads.forget('a')
  expect(() => uploads.text('a')).toThrow(/not here any more/)
})

test('what nobody imports is given up after ten minutes', () => {
  const uploads = createUploads()
  uploads.add({ upload: 'a', offset: 0, text: 'one' }, 0)
  uploads.add({ upload: 'b', offset: 0, text: 'two' }, 11 * 60_000)
  expect(() => uploads.text('a')).toThrow(/not here any more/)
  expect(uploads.text('b')).toBe('two')
})

test('a file and all files together have a limit', () => {
  const uploads = createUploads()
  const half = 'x'.repeat(importLimits.characters / 2)
  for (const [upload, offset] of [
    ['a', 0],
    ['a', half.length],
    ['b', 0],
    ['b', half.length],
  ] as const)
    uploads.add({ upload, offset, text: half }, 0)
  expect(() => uploads.add({ upload: 'c', offset: 0, text: 'x' }, 0)).toThrow(/too large/)
  uploads.forget('b')
  uploads.add({ upload: 'c', offset: 0, text: 'x' }, 0)
  expect(() => uploads.add({ upload: 'a', offset: 2 * half.length, text: 'x' }, 0)).toThrow(/too large/)
})
