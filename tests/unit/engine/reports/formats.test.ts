import { expect, test } from 'vitest'
import { exportFormats } from '../../../../electron/engine/reports/format-list.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { runJsonSchema } from '../../../../electron/engine/reports/run-json.ts'
import { aTrialResult } from '../../../examples.ts'
import { exampleRun, exampleTrial } from '../../shared/example-result.ts'

const account = { kind: 'profile', profile: 'the-secret-project' } as const
const run = exampleRun({ account, title: 'Private title', notes: 'Private notes' })
const samples = [{ offsetMs: 0, requests: 7 }]
const trials = [
  exampleTrial({ scenarioId: 'elb' }, { samples, correctionIntervalUs: 12, addresses: ['10.0.0.10:80'] }),
  exampleTrial({ scenarioId: 'http-proxy', status: 'failed', reason: 'No result.' }),
]
const recorded = {
  run,
  trials,
  experiment: undefined,
  scenarios: [],
  histogramOf: () => null,
  receipt: null,
  stated: null,
}

test('formats have different ids and extensions of a file name', () => {
  const ids = exportFormats.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { extension } of exportFormats) expect(extension).toMatch(/^[a-z]+$/)
})

test('an unknown format is refused, with those that exist', () => {
  expect(() => exportRun(recorded, 'xml')).toThrow(
    'There are: json, html, md, adr, csv, samples, svg, junit.',
  )
})

test('JSON is the default, and reads back by its schema', () => {
  const file = exportRun(recorded)
  expect(file).toMatchObject({ fileName: 'sluice-r1.json', mediaType: 'application/json' })
  const json = runJsonSchema.parse(JSON.parse(file.text))
  expect(json.run).toMatchObject({ id: 'r1', account: { kind: 'profile' } })
  const { addresses: _, ...figures } = aTrialResult({ samples, correctionIntervalUs: 12 })
  expect(json.trials[0]).toMatchObject({ scenarioId: 'elb', status: 'succeeded', ...figures })
})

test('a trial without figures has each of them as null', () => {
  const { trials: exported } = runJsonSchema.parse(JSON.parse(exportRun(recorded).text))
  const [measured, failed] = exported
  expect(Object.keys(failed ?? {})).toEqual(Object.keys(measured ?? {}))
  expect(failed).toMatchObject({ reason: 'No result.', samples: [], requests: null, latencyUs: null })
})

test.each(exportFormats.map(({ id }) => id))('%s says nothing that a person may not want to share', (id) => {
  const { text } = exportRun(recorded, id)
  for (const secret of ['the-secret-project', 'Private', '10.0.0.10']) expect(text).not.toContain(secret)
})
