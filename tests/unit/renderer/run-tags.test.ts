import { expect, test } from 'vitest'
import { tagFault, tagsOf } from '../../../renderer/screens/run-tags.ts'

test('tags are parted by commas, each once and none empty', () => {
  expect(tagsOf(' nightly, ,Kernel 7,nightly,')).toEqual(['nightly', 'Kernel 7'])
  expect(tagsOf('')).toEqual([])
})

test('too many or too long tags are a fault', () => {
  expect(tagFault(Array.from({ length: 20 }, (_one, index) => `tag ${index}`))).toBeNull()
  expect(tagFault(Array.from({ length: 21 }, (_one, index) => `tag ${index}`))).toMatch(/at most 20 tags/)
  expect(tagFault(['x'.repeat(40)])).toBeNull()
  expect(tagFault(['x'.repeat(41)])).toMatch(/at most 40 characters/)
})
