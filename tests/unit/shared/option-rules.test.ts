import { expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { completeOptions, optionFaults } from '../../../shared/option-rules.ts'

const catalog = openCatalog()
const scenarios = ['elb', 'lambda-256', 'http-proxy'].map((id) => catalog.scenario(id))

test('options are filled in with their defaults', () => {
  const options = completeOptions(scenarios, { 'lambda-256': { ThrottleRate: '500' } })
  expect(options['lambda-256']).toMatchObject({ ThrottleRate: '500', ConnectionReuse: 'per-request' })
  expect(options['elb']).toEqual({})
  expect(optionFaults(scenarios, options)).toEqual([])
})

test.each([
  [
    { 'lambda-256': { ConnectionReuse: 'sometimes' } },
    'options.lambda-256.ConnectionReuse',
    'Must be one of per-request, keep-alive.',
  ],
  [
    { 'lambda-256': { ThrottleRate: '0' } },
    'options.lambda-256.ThrottleRate',
    'Must be a whole number from 1 to 10,000.',
  ],
  [
    { 'lambda-256': { Colour: 'red' } },
    'options.lambda-256.Colour',
    'lambda-256 has no option "Colour". It has: ConnectionReuse, ThrottleRate, ThrottleBurst.',
  ],
  [{ elb: { Colour: 'red' } }, 'options.elb.Colour', 'elb has no option "Colour". It has: none.'],
  [
    { 'lambda-512': {} },
    'options.lambda-512',
    '"lambda-512" is not among the chosen scenarios: elb, lambda-256, http-proxy.',
  ],
])('%j is refused with what is allowed', (chosen, field, message) => {
  expect(optionFaults(scenarios, chosen)).toEqual([{ field, message }])
})
