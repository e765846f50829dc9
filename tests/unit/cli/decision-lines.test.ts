import { expect, test } from 'vitest'
import { decisionLines } from '../../../electron/cli/decision-lines.ts'
import { assess } from '../../../shared/assessment.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import type { Requirements } from '../../../shared/requirements.ts'
import { mustHaves } from '../../../shared/scenario-facts.ts'
import { knownScenarios } from '../shared/known-scenarios.ts'
import { measuredResult } from '../shared/measured-result.ts'

function lines(changes: Partial<Requirements> | null, asked: Parameters<typeof measuredResult>[0] = {}) {
  const result = measuredResult(asked)
  const found = assess(result.run, result.trials, result.experiment)
  const requirements = changes && {
    requirements: { ...defaultRequirements, ...changes },
    table: builtInPrices,
  }
  const shown = { result, scenarios: knownScenarios, receipt: null, asked: requirements }
  return decisionLines(shown, found, 80).flatMap((part) => part.replaceAll('\u00A0', ' ').split('\n'))
}

const latency: Requirements['latency'] = { percentile: 'p50', of: 'added', ms: 25 }

test('says the outcome, then the table, then what it rests on', () => {
  const all = lines({ latency, mustHaves: ['tls-to-client'] })
  expect(all.join(' ')).toMatch(
    /^For 20 M requests a month, at most 25 ms added and TLS to the client: Lambda-1024/,
  )
  const at = all.findIndex((line) => line.startsWith('scenario'))
  expect(all.slice(at - 1, at + 8)).toEqual([
    '                      adds ms   interval',
    'scenario     $/month      p50         ms  latency  peak   must-haves',
    '-----------  -------  -------  ---------  -------  -----  ----------------------',
    'elb              $22        -          -  meets    meets  fails: TLS to the',
    '                                                          client',
    'lambda-256       $74     46        44–47  fails    meets  meets',
    'lambda-512       $74     27.8  27.1–28.5  fails    meets  meets',
    'lambda-1024      $75     22.8  22.1–23.5  meets    meets  meets',
    'http-proxy       $92     20.8  20.3–21.4  meets    meets  meets',
  ])
  expect(all.join(' ')).toContain('It rests on 6 complete rounds')
})

test.each<[string, Partial<Requirements>, Parameters<typeof measuredResult>[0]]>([
  ['the defaults', {}, {}],
  ['every must-have', { latency, mustHaves: [...mustHaves], peakPerSec: 20_000 }, {}],
  ['few rounds', { latency }, { made: 2 }],
  ['the practice account', { latency, serviceMs: 80 }, { run: { account: { kind: 'practice' } } }],
  ['noise', { latency, mustHaves: ['tls-to-client'] }, { noise: 0.3 }],
])('fits 80 columns with %s', (_name, changes, asked) => {
  expect(lines(changes, asked).filter((line) => line.length > 80)).toEqual([])
})

test('says nothing where nobody can have required anything', () => {
  expect(lines(null)).toEqual([])
})
