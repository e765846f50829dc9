import { expect, test } from 'vitest'
import { csv } from '../../../../electron/engine/reports/csv.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { recordedExample } from './recorded-example.ts'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@A1', "'@A1"],
  ['  =1+1', "'=1+1"],
  ['"=1+1', `"'""=1+1"`],
  ['＝1+1', "'＝1+1"],
  ['a\nb', 'a b'],
  ['\u001B[31mred', 'red'],
])('a cell of %j is written as %s', (text, written) => {
  expect(csv(['a'], [[text]])).toBe(`a\r\n${written}\r\n`)
})

test('numbers stay numbers, and nothing is nothing', () => {
  expect(csv(['a', 'b', 'c'], [[-1.5, null, Number.NaN]])).toBe('a,b,c\r\n-1.5,,\r\n')
})

test('every trial is a line, and every second of it a line of the samples', () => {
  const recorded = recordedExample()
  const lines = exportRun(recorded, 'csv').text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(1 + recorded.trials.length)
  const [head = '', first = ''] = lines
  expect(first.split(',')).toHaveLength(head.split(',').length)
  const seconds = recorded.trials.reduce((sum, { result }) => sum + (result?.samples.length ?? 0), 0)
  expect(seconds).toBeGreaterThan(100)
  expect(exportRun(recorded, 'samples').text.trimEnd().split('\r\n')).toHaveLength(1 + seconds)
})
