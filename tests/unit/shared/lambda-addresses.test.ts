import { expect, test } from 'vitest'
import { addressesOf2017, functionsOf2017 } from '../../../shared/lambda-addresses.ts'

test.each([
  // The 50 connections of the experiment: 50 × 0.125 / 1.5 = 4.17, 50 × 0.5 / 1.5 = 16.7, 50 / 1.5 = 33.3.
  [50, [5, 17, 34], [true, true, true]],
  [0, [0, 0, 0], [true, true, true]],
  // 3,048 × 0.125 / 1.5 = 254 exactly; one more needs another address.
  [3048, [254, 1016, 2032], [true, false, false]],
  [3049, [255, 1017, 2033], [false, false, false]],
])('%i requests at once needed %j addresses', (peak, needed, suffices) => {
  const found = functionsOf2017.map((size) => addressesOf2017(peak, size))
  expect(found.map((one) => one.needed)).toEqual(needed)
  expect(found.map((one) => one.suffices)).toEqual(suffices)
})

test('the most that a subnet allows is the last that suffices', () => {
  for (const size of functionsOf2017) {
    const { mostConcurrency } = addressesOf2017(0, size)
    expect(addressesOf2017(mostConcurrency, size).suffices).toBe(true)
    expect(addressesOf2017(mostConcurrency + 1, size).suffices).toBe(false)
  }
})
