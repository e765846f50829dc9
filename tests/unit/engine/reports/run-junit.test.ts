// @vitest-environment jsdom
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { junitText, type JunitCase } from '../../../../electron/engine/reports/junit.ts'
import { gateJunit, unmeasuredJunit } from '../../../../electron/engine/reports/run-junit.ts'
import { parseCondition } from '../../../../shared/gate-grammar.ts'
import { judgeGate } from '../../../../shared/gate.ts'
import { measuredResult } from '../../cli/measured-run.ts'
import { schemaFaults } from './xml-schema.ts'

const schema = join(import.meta.dirname, '../../../fixtures/junit.xsd')
const faults = (xml: string): string[] => schemaFaults(xml, schema)

const result = measuredResult({ rounds: 6, untilSure: true })
const conditions = [
  'http-proxy.share < 50%',
  'http-proxy.share < 1%',
  'lambda-256.rate < 766',
  'elb.light.p90 > 1s',
].map(parseCondition)
const verdict = judgeGate({ result, also: [], before: [] }, conditions, false)

describe('a gate as JUnit', () => {
  const xml = gateJunit(result, verdict)

  test('follows the schema', () => {
    expect(faults(xml)).toEqual([])
  })

  test('has a case for each condition: violated fails, undecided is skipped, not judged is an error', () => {
    expect(verdict.judged.map(({ outcome }) => outcome)).toEqual([
      'violated',
      'satisfied',
      'undecided',
      'not-judged',
    ])
    const elements = [...xml.matchAll(/<(failure|system-out|skipped|error)\b/g)].map(([, name]) => name)
    expect(elements).toEqual(['failure', 'system-out', 'skipped', 'error'])
    expect(xml).toContain('tests="4" failures="1" errors="1" skipped="1"')
    expect(xml).toContain('name="http-proxy.share &lt; 50%"')
    expect(xml).toMatch(/<skipped message="[^"]*the interval lies on both sides of 766\/s"/)
  })

  test('says that nothing was measured until the run has come to a result', () => {
    const before = unmeasuredJunit('proxy-2017', conditions, 0)
    expect(faults(before)).toEqual([])
    expect(before).toContain('tests="4" failures="0" errors="4" skipped="0"')
  })
})

test('a run as JUnit has a case for each scenario', () => {
  const xml = gateJunit(result, null)
  expect(faults(xml)).toEqual([])
  expect([...xml.matchAll(/<testcase /g)]).toHaveLength(4)
})

test('whatever is in a text, the file follows the schema and keeps what XML can hold', () => {
  const text = 'a"b\'c<d>&e]]>\u0000\u001b\uD800\t\n\r\uFFFE\u202E\u{1F600}'
  for (const outcome of ['passed', 'failed', 'error', 'skipped'] as const) {
    const one: JunitCase = { className: text, name: text, outcome, text }
    const suite = { name: text, startedAtMs: 0, durationMs: -1, properties: { [text]: text }, cases: [one] }
    const xml = junitText(suite)
    expect(faults(xml)).toEqual([])
    expect(xml).toContain("a&quot;b'c&lt;d&gt;&amp;e]]&gt;??")
  }
})

describe('the schema', () => {
  const suite = (inner: string, attributes = 'name="a" tests="1" failures="0" errors="0"'): string =>
    `<testsuites><testsuite ${attributes}>${inner}</testsuite></testsuites>`

  test.each([
    ['an element that is not declared', suite('<case/>')],
    ['a missing attribute', suite('', 'name="a"')],
    ['a strange attribute', suite('<testcase classname="a" name="b" id="1"/>')],
    ['a number that is none', suite('', 'name="a" tests="many" failures="0" errors="0"')],
    ['two outcomes', suite('<testcase classname="a" name="b"><skipped/><error type="x"/></testcase>')],
    ['the wrong order', suite('<testcase classname="a" name="b"/><properties/>')],
    ['text where none belongs', suite('words')],
  ])('finds %s', (_, xml) => {
    expect(faults(xml)).not.toEqual([])
  })

  test('takes what is right', () => {
    expect(faults(suite('<properties/><testcase classname="a" name="b"/>'))).toEqual([])
  })
})
