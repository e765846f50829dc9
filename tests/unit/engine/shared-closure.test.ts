import { describe, expect, test } from 'vitest'
import { sharedClosure } from '../../../electron/engine/shared-closure.ts'

const after = 'base' as const
const listed = [
  { id: 'link', title: 'Link', after, needs: ['balancer'] },
  { id: 'balancer', title: 'Balancer', after, needs: [] },
  { id: 'certificate', title: 'Certificate', after, needs: [] },
]
const ids = (wanted: readonly string[]) => sharedClosure(listed, wanted).map(({ id }) => id)

describe('the closure of shared stacks', () => {
  test('has what is needed before what needs it, each once', () => {
    expect(ids(['link', 'balancer', 'certificate', 'link'])).toEqual(['balancer', 'link', 'certificate'])
    expect(ids(['certificate'])).toEqual(['certificate'])
    expect(ids([])).toEqual([])
  })

  test.each([
    ['gone', 'there is no "gone"', listed],
    [
      'a',
      '"a" needs itself',
      [
        { id: 'a', title: 'A', after, needs: ['b'] },
        { id: 'b', title: 'B', after, needs: ['a'] },
      ],
    ],
  ])('refuses %s: %s', (id, why, list) => {
    expect(() => sharedClosure(list, [id])).toThrow(why)
  })
})
