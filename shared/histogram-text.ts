import type { Histogram } from './histogram.ts'

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * A histogram as text for the store: for each pair the difference to the value before and the count, both
 * in base 32 with the lowest digit first; a letter of the upper half says that another digit follows.
 * Typical histograms take 2-4 characters a pair.
 */
export function encodeHistogram(histogram: Histogram): string {
  const text: string[] = []
  let last = 0
  for (const [value, count] of histogram) {
    text.push(encodeNumber(value - last), encodeNumber(count))
    last = value
  }
  return text.join('')
}

/** The inverse of `encodeHistogram`. Throws a RangeError on text that it did not write. */
export function decodeHistogram(text: string): Histogram {
  const numbers = decodeNumbers(text)
  if (numbers.length % 2 !== 0)
    throw new RangeError('The text of the histogram ends in the middle of a pair.')
  const histogram: [number, number][] = []
  let value = 0
  for (let at = 0; at < numbers.length; at += 2) {
    value += numbers[at] ?? 0
    histogram.push([value, numbers[at + 1] ?? 0])
  }
  return histogram
}

function encodeNumber(number: number): string {
  let text = ''
  let rest = number
  while (rest >= 32) {
    text += digits[32 + (rest % 32)]
    rest = Math.floor(rest / 32)
  }
  return text + digits[rest]
}

function decodeNumbers(text: string): number[] {
  const numbers: number[] = []
  let number = 0
  let weight = 1
  for (const letter of text) {
    const digit = digits.indexOf(letter)
    if (digit < 0) throw new RangeError(`The text of the histogram holds ${JSON.stringify(letter)}.`)
    number += (digit % 32) * weight
    weight *= 32
    if (digit < 32) {
      numbers.push(number)
      number = 0
      weight = 1
    }
  }
  if (weight !== 1) throw new RangeError('The text of the histogram ends in the middle of a number.')
  return numbers
}
