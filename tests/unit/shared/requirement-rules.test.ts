import { describe, expect, test } from 'vitest'
import { defaultRequirements, requirementFaults } from '../../../shared/requirement-rules.ts'
import { requirementsSchema, type Requirements } from '../../../shared/requirements.ts'

const faults = (changes: Partial<Requirements>) => requirementFaults({ ...defaultRequirements, ...changes })

test('the defaults have no fault, and are what the schema takes', () => {
  expect(faults({})).toEqual([])
  expect(requirementsSchema.parse(defaultRequirements)).toEqual(defaultRequirements)
})

describe('a fault names the field and what it may be', () => {
  test.each<[Partial<Requirements>, string, string]>([
    [
      { requestsPerMonth: 0.5 },
      'requirements.requestsPerMonth',
      'Must be a whole number from 1 to 1,000,000,000,000.',
    ],
    [{ peakPerSec: 0 }, 'requirements.peakPerSec', 'Must be from 1 to 1,000,000.'],
    [
      { answerBytes: -1 },
      'requirements.answerBytes',
      'Must be a whole number from 0 to 1,000,000,000 bytes.',
    ],
    [
      { requestsPerConnection: 0 },
      'requirements.requestsPerConnection',
      'Must be a whole number from 1 to 1,000,000.',
    ],
    [{ serviceMs: Number.NaN }, 'requirements.serviceMs', 'Must be from 0 to 60,000 milliseconds.'],
    [
      { latency: { percentile: 'p50', of: 'added', ms: 0 } },
      'requirements.latency.ms',
      'Must be from 0.1 to 60,000 milliseconds.',
    ],
  ])('%j', (changes, field, message) => {
    expect(faults(changes)).toEqual([{ field, message }])
  })

  test('a peak below the average of the month', () => {
    expect(faults({ requestsPerMonth: 2_628_000_000, peakPerSec: 999 })).toEqual([
      {
        field: 'requirements.peakPerSec',
        message: 'Must be at least 1,000 per second: that is the average of 2,628,000,000 requests a month.',
      },
    ])
    expect(faults({ requestsPerMonth: 2_628_000_000, peakPerSec: 1000 })).toEqual([])
  })
})
