import { expect, test } from 'vitest'
import { terminalJson, terminalLine, terminalText } from '../../../electron/platform/terminal-text.ts'

test.each([
  ['colours', 'a \u001b[31mred\u001b[0m b', 'a red b'],
  ['the window title', 'a\u001b]0;title\u0007b', 'ab'],
  ['a link', '\u001b]8;;http://evil.example\u0007here\u001b]8;;\u0007', 'here'],
  ['going back over a line', 'failed\r\u001b[2Ksucceeded', 'failedsucceeded'],
  ['backspaces', 'no\b\byes', 'noyes'],
  ['C1 codes', 'a\u009b31mb\u0085c\u0090d', 'abcd'],
  ['a bell, a null and a delete', '\u0007\u0000\u007fa', 'a'],
  ['turned text', 'a\u202egnp.exe\u202c \u2066b\u2069 \u200f\u061cc', 'agnp.exe b c'],
  ['separators', 'a\u2028b\u2029c', 'abc'],
])('%s cannot be made by a text', (_what, text, shown) => expect(terminalText(text)).toBe(shown))

test('lines, tabs and letters of every language stay', () => {
  const text = 'one\n\ttwo: Grüße, 測定, قياس, 👍🏽'
  expect(terminalText(text)).toBe(text)
  expect(terminalText('a\r\nb')).toBe('a\nb')
})

test('a reason in a line makes no further lines', () => {
  expect(terminalLine('no\r\n  sluice: Everything is removed.\n')).toBe('no sluice: Everything is removed.')
})

test('JSON keeps its value and shows nothing of it raw', () => {
  const value = { name: 'a\u202eb\u009b31m\n\u0007' }
  const text = terminalJson(value, 2)
  expect(JSON.parse(text)).toEqual(value)
  expect(terminalText(text)).toBe(text)
})
