import { expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { recordedExample } from './recorded-example.ts'

const recorded = recordedExample()
const decided = recordedExample({
  stated: {
    requirements: {
      ...defaultRequirements,
      latency: { percentile: 'p50', of: 'added', ms: 25 },
      mustHaves: ['tls-to-client'],
    },
    prices: builtInPrices,
  },
})
const words = (text: string): string => text.replaceAll('\u00A0', ' ')

test('Markdown for a pull request begins with the answer, and folds the rest away', () => {
  const { text, fileName, mediaType } = exportRun(recorded, 'md')
  expect([fileName, mediaType]).toEqual(['sluice-r1.md', 'text/markdown'])
  expect(text).toMatch(/^\*\*The HTTP proxy adds .*\sms\) and keeps .*\*\*\n/)
  expect(text).toContain('| HTTP proxy |')
  expect(text).toContain('<details><summary>What may be wrong with these figures')
  expect(text).toContain('sluice run proxy-2017 --scenario elb')
  expect(text.length).toBeLessThan(6_000)
})

test('a decision record has context, options, consequences, and when to revisit', () => {
  const { text, fileName } = exportRun(recorded, 'adr')
  expect(fileName).toBe('sluice-r1-adr.md')
  expect(text.match(/^## .*$/gm)).toEqual([
    '## Context',
    '## Options',
    '## Decision',
    '## Consequences',
    '## Revisit',
  ])
  expect(text).toContain('No requirements are recorded with this run')
  expect(text).toContain('When prices change.')
  expect(text).toContain('Good at: ')
})

test('the report has each part, and says what is not known', () => {
  const { text, mediaType } = exportRun(recorded, 'html')
  expect(mediaType).toBe('text/html')
  expect(text.match(/<h2>[^<]*/g)?.map((one) => one.slice(4))).toEqual([
    'Outcome',
    'Verdicts',
    'Requirements and monthly cost',
    'Charts',
    'What may be wrong with these figures',
    'Every figure',
    'Conditions',
    'Cost of the run',
    'Receipt',
    'Repeat and check',
  ])
  expect(text).toContain('No requirements are recorded with this run')
  expect(text).toContain('had not been proven')
})

test('the report asks for nothing: no address, no script, and a policy that forbids them', () => {
  const { text } = exportRun(recorded, 'html')
  const page = text.replace(/<script type="application\/json".*<\/script>/s, '')
  expect(page).not.toMatch(/<script|src=|href=|url\(|@import/)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toContain('unsafe-inline')
})

test('a run without rounds is told as it is', () => {
  const none = recordedExample({ made: 0 })
  for (const id of ['html', 'md', 'adr']) expect(exportRun(none, id).text).toContain('No round was completed')
})

test('a chart is named; an unknown one is refused with those that exist', () => {
  expect(exportRun(recorded, 'svg', 'light').fileName).toBe('sluice-r1-light.svg')
  expect(() => exportRun(recorded, 'svg', 'pie')).toThrow('It has: share, rate, light, latency.')
})

test('with requirements, each document says what they decide, and what it costs', () => {
  const sentence = /For 20 M requests a month, at most 25 ms added and TLS to the client: \S.*\$\d+ a month/
  for (const id of ['html', 'md', 'adr']) expect(words(exportRun(decided, id).text)).toMatch(sentence)
  const record = words(exportRun(decided, 'adr').text)
  expect(record).toContain('When prices change: those here are of us-west-2')
  expect(record).toMatch(/When the volume passes [\d.]+ [kMB] requests a month: above/)
  const report = words(exportRun(decided, 'html').text)
  expect(report).toContain('<h3>Dollars a month against requests a month</h3>')
  expect(report).toContain('Requests a month</th><td>20,000,000')
  expect(report).toContain('What a month costs')
})

test('the flip map has its bands, the flips and the own volume', () => {
  const svg = words(exportRun(decided, 'svg', 'flip-map').text)
  expect(svg).toContain('Yours: 20 M')
  expect(svg).toMatch(/<rect class="fill-scenario-\d"[^>]* fill-opacity="0.16"/)
  expect(svg).not.toMatch(/NaN|Infinity/)
})
