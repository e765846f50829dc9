import { expect, test } from 'vitest'
import { wholeNumberOf } from '../../../shared/number-rules.ts'

test.each([
  ['0', 0],
  ['7', 7],
  ['10000', 10_000],
])('"%s" is a whole number', (text, value) => {
  expect(wholeNumberOf(text)).toBe(value)
})

test.each(
  [
    '',
    ' ',
    ' 5',
    '5 ',
    '1e3',
    '０',
    '٣',
    '-0',
    '-1',
    '+5',
    '1_000',
    '1,000',
    '1.5',
    '0x10',
    '007',
    'Infinity',
  ].map((text) => [text]),
)('"%s" is none', (text) => {
  expect(wholeNumberOf(text)).toBeNull()
})
