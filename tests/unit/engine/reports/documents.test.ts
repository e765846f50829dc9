import { expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { recordedExample } from './recorded-example.ts'

const recorded = recordedExample()

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
