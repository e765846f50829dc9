import { describe, expect, test } from 'vitest'
import { textTable } from '../../../electron/cli/text-table.ts'
import { widthOf, wrapped } from '../../../electron/cli/terminal-width.ts'

describe('a table', () => {
  test('has texts to the left, and figures to the right with their decimal points aligned', () => {
    const rows = [
      ['long name', '1', '3 of 4'],
      ['x', '22,222.5', '-'],
    ]
    expect(textTable(['a', 'n', 'valid\nrounds'], rows, [1, 2], 80).split('\n')).toEqual([
      '                      valid',
      'a                 n  rounds',
      '---------  --------  ------',
      'long name       1    3 of 4',
      'x          22,222.5       -',
    ])
  })

  test('that is too wide wraps its widest text at spaces, under its own column', () => {
    const rows = [['r1', 'Load balancer, Lambda-1024 (1,024 MB)', 'no']]
    expect(textTable(['run', 'name', 'ok'], rows, [], 28).split('\n')).toEqual([
      'run  name                 ok',
      '---  -------------------  --',
      'r1   Load balancer,       no',
      '     Lambda-1024 (1,024',
      '     MB)',
    ])
  })

  test('keeps what others have written from looking like a row', () => {
    const rows = [['one\nd2: removed', 'a b c d e f g h i j k l m n o p']]
    const lines = textTable(['first', 'second'], rows, [], 20).split('\n').slice(2)
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}/)
    expect(lines[0]).toMatch(/^one/)
  })

  test('never breaks a word, even where it is wider than all', () => {
    const name = 'x'.repeat(60)
    expect(textTable(['name'], [[name]], [], 20)).toContain(name)
  })
})

test('wraps a text at spaces, hangs what continues, and keeps figures with their units', () => {
  expect(wrapped('- one two threes 4\u00A0ms', 12, 2)).toEqual(['- one two', '  threes', '  4\u00A0ms'])
  expect(wrapped('  one two threes', 12, 4)).toEqual(['  one two', '    threes'])
  expect(wrapped('', 12)).toEqual([''])
  expect(wrapped(`a ${'x'.repeat(20)} b`, 12)).toEqual(['a', 'x'.repeat(20), 'b'])
})

test('a terminal has its own width up to what can be read, everything else 80 columns', () => {
  expect(widthOf({ isTTY: false, columns: 300 })).toBe(80)
  expect(widthOf({ isTTY: true, columns: 60 })).toBe(60)
  expect(widthOf({ isTTY: true, columns: 300 })).toBe(120)
  expect(widthOf({ isTTY: true, columns: 0 })).toBe(80)
})
