import { describe, expect, test } from 'vitest'
import { runsOf } from '../../../../electron/engine/imports/import-runs.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { AppError } from '../../../../shared/errors.ts'
import { mulberry32 } from '../../../../shared/random.ts'
import { recordedExample } from '../reports/recorded-example.ts'
import { fixtureText, toolFixtures } from './fixture.ts'

const recorded = recordedExample({ rounds: 6 })
const ours = exportRun(recorded).text

/** The error that refuses a text; undefined where it is imported. */
function refusal(text: string, scenario: string | null = null): AppError | undefined {
  try {
    runsOf({ files: [{ name: 'file', text, scenario }], interleaved: false }, 0)
    return undefined
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
    throw thrown
  }
}

/** Our own file with one value changed. */
function changed(change: (json: Record<string, never> & typeof shape) => void): string {
  const json = JSON.parse(ours) as typeof shape
  change(json as never)
  return JSON.stringify(json, null, 2)
}

declare const shape: {
  run: Record<string, unknown>
  scenarios: Record<string, unknown>[]
  trials: Record<string, unknown>[]
}

test('our own file is imported', () => {
  expect(refusal(ours)).toBeUndefined()
})

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

describe('what no format has is refused with its place', () => {
  test.each([
    ['nothing', ' \n', {}],
    ['a picture', '\u0089PNG\r\n\u001a\n', { line: 1 }],
    ['bytes that are no text', 'Summary:\n\uFFFD', { line: 2 }],
    ['an escape sequence', `${fixtureText('hey.txt')}\n\u001b]0;owned\u0007`, { line: 48 }],
    ['depth', deep, { line: 1 }],
    ['depth in objects', `${'{"a":'.repeat(5_000)}1`, { line: 1 }],
    ['a name twice', '{\n"summary": 1,\n"summary": 2}', { line: 3, field: 'summary' }],
    ['a name twice, written in two ways', '{"a": 1,\n"\\u0061": 2}', { line: 2, field: 'a' }],
    ['__proto__', '{"run":\n{"__proto__": {}}}', { line: 2, field: 'run.__proto__' }],
    ['NaN', '{"a": [1, NaN]}', { line: 1, field: 'a.1' }],
    ['a number beyond a double', '{"a":\n1e999}', { line: 2, field: 'a' }],
    ['a control character in a string', '{"a": "\\u001b[2J"}', { line: 1, field: 'a' }],
    ['text in the wrong direction', '{"a": "\\u202e"}', { line: 1, field: 'a' }],
    ['an end in the middle', '{"a": [1,\n2', { line: 2, field: 'a.1' }],
    ['text behind the end', '{"a": 1}\n}', { line: 2 }],
    ['a trailing comma', '[1,\n]', { line: 2, field: '1' }],
    ['a leading zero', '{"a": 01}', { line: 1, field: 'a' }],
    ['another text', 'hello', {}],
    ['another JSON', '{"hello": 1}', {}],
  ])('%s', (_, text, place) => {
    const error = refusal(text, 'a')
    expect(error?.code).toBe('invalid-input')
    expect(error?.details).toMatchObject({ file: 'file', ...place })
    expect(error?.message.length).toBeLessThan(300)
  })
})

describe('a run that cannot be one is refused with its field', () => {
  test.each([
    ['run.account.kind', changed(({ run: head }) => void (head['account'] = { kind: 'published' }))],
    ['run.id', changed(({ run: head }) => void (head['id'] = '../../etc'))],
    ['run.status', changed(({ run: head }) => void (head['status'] = 'running'))],
    [
      'scenarios.1.title',
      changed(({ scenarios }) => void (scenarios[1] = { id: 'lambda-256', title: '<script>' })),
    ],
    ['scenarios.0.id', changed(({ scenarios }) => void (scenarios[0] = { id: 'a b', title: 'A' }))],
    ['scenarios.1.id', changed(({ scenarios }) => void (scenarios[1] = { id: 'elb', title: 'A' }))],
    ['trials', changed(({ trials: all }) => void (all[1] = { ...all[0] }))],
    [
      'trials.2.scenarioId',
      changed(({ trials: all }) => void (all[2] = { ...all[2], scenarioId: 'nobody' })),
    ],
    ['trials.2.path', changed(({ trials: all }) => void (all[2] = { ...all[2], path: '/other' }))],
    ['trials.0.requests', changed(({ trials: all }) => void (all[0] = { ...all[0], requests: -1 }))],
    ['trials.0.durationMs', changed(({ trials: all }) => void (all[0] = { ...all[0], durationMs: 1e308 }))],
    ['trials.0.durationMs', changed(({ trials: all }) => void (all[0] = { ...all[0], durationMs: 0 }))],
    [
      'trials.0.goodRequests',
      changed(({ trials: all }) => void (all[0] = { ...all[0], goodRequests: 1e12 })),
    ],
  ])('%s', (field, text) => {
    const error = refusal(text)
    expect(error?.code).toBe('invalid-input')
    expect(error?.details['field']).toBe(field)
    expect(error?.details['line']).toBeGreaterThan(1)
  })

  test('a report is read as its run, and damage to that is found', () => {
    const report = exportRun(recorded, 'html').text
    expect(refusal(report)).toBeUndefined()
    const error = refusal(report.replace('"seed":', '"seed":"'))
    expect(error?.code).toBe('invalid-input')
    expect(refusal(report.slice(0, -40_000))?.code).toBe('invalid-input')
  })

  test('types are checked', () => {
    const error = refusal(changed(({ trials: all }) => void (all[0] = { ...all[0], round: 'one' })))
    expect(error).toMatchObject({ code: 'invalid-input' })
    expect(error?.message).toContain('trials.0.round')
  })
})

describe('a result of another tool that cannot be one is refused with its place', () => {
  const oha = fixtureText('oha.from-documentation.json')
  const hey = fixtureText('hey.txt')
  const wrk = fixtureText('wrk.txt')
  test.each([
    [
      'a negative count',
      oha.replace('"502": 6', '"502": -6'),
      { field: 'statusCodeDistribution.502', line: 42 },
    ],
    ['half an answer', oha.replace('"502": 6', '"502": 0.5'), { field: 'statusCodeDistribution.502' }],
    ['a type', oha.replace('"total": 10.0021', '"total": "10"'), { field: 'summary.total', line: 4 }],
    ['10^308', oha.replace('"total": 10.0021', '"total": 1e308'), { field: 'summary.total' }],
    ['no time', oha.replace('"total": 10.0021', '"total": 0'), { field: 'summary.total' }],
    ['a status that is none', oha.replace('"502": 6', '"<b>": 6'), {}],
    ['no such metric', '{"metrics": {"vus": {}}}', { field: 'metrics.http_reqs' }],
    [
      'counts that contradict each other',
      fixtureText('k6-summary-export.from-documentation.json').replace('"fails": 20997', '"fails": 5'),
      { field: 'metrics.http_reqs' },
    ],
    [
      'more timeouts than errors',
      fixtureText('autocannon.json').replace('"timeouts":0', '"timeouts":1'),
      {
        field: 'timeouts',
        line: 1,
      },
    ],
    ['hey: a time that is none', hey.replace('1.0030 secs', 'NaN secs'), { line: 3 }],
    ['hey: a count with a sign', hey.replace('4400 responses', '-1 responses'), { line: 43 }],
    ['hey: a status twice', hey.replace('responses\n', 'responses\n  [200]\t1 responses\n'), { line: 44 }],
    ['hey: an endless line', hey.replace('Average', 'A'.repeat(20_000)), { line: 6 }],
    ['CSV: a column too few', fixtureText('hey.csv').replace(',200,', ','), { line: 2 }],
    ['CSV: a word', fixtureText('hey.csv').replace('0.0114', 'fast'), { line: 2 }],
    ['wrk: a count in words', wrk.replace('17199 requests', 'many requests'), { line: 11 }],
    ['wrk: cut off', wrk.slice(0, 300), { field: 'requests' }],
    ['wrk: a second that is none', wrk.replace('1.01s', '1.0.1s'), { line: 11 }],
    ['wrk: more errors than requests', `${wrk}\n  Non-2xx or 3xx responses: 99999999`, { line: 15 }],
  ])('%s', (_, text, place) => {
    const error = refusal(text, 'a')
    expect(error?.code).toBe('invalid-input')
    expect(error?.details).toMatchObject({ file: 'file', ...place })
  })
})

describe('damaged at random', () => {
  const pieces = [
    '',
    '-',
    '"',
    '{',
    '}',
    '[',
    ',',
    '\n',
    '1e308',
    '-1',
    'null',
    'NaN',
    '\u001b[',
    '__proto__',
    '<script>',
    '99999999999999999999',
    '0',
    '.',
    '\\u0000',
    ' 5%',
  ]
  const texts = [ours, ...Object.values(toolFixtures).flat().map(fixtureText)]

  test.each(texts.map((text, index) => [index, text] as const))(
    'text %i is imported or refused as invalid input, and nothing else is thrown',
    (index, text) => {
      const random = mulberry32(index + 1)
      const below = (most: number): number => Math.floor(random() * most)
      let refusals = 0
      for (let round = 0; round < 300; round += 1) {
        let damaged = text
        for (let times = 1 + below(3); times > 0; times -= 1) {
          const at = below(damaged.length)
          const end = Math.min(damaged.length, at + below(random() < 0.2 ? damaged.length : 6))
          damaged = damaged.slice(0, at) + (pieces[below(pieces.length)] ?? '') + damaged.slice(end)
        }
        const error = refusal(damaged, index === 0 ? null : 'a')
        if (error !== undefined) refusals += 1
        expect(error?.code ?? 'invalid-input').toBe('invalid-input')
      }
      expect(refusals).toBeGreaterThan(10)
    },
  )
})
