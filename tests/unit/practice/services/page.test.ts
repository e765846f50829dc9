import { describe, expect, test } from 'vitest'
import { newestPageOf, nextPage, pageOf } from '../../../../electron/practice/services/page.ts'

const rules = { usual: 50, most: 100, invalid: 'Invalid' }
const refused = expect.objectContaining({ code: 'Invalid' }) as Error
const encoded = (text: string): string => Buffer.from(text).toString('base64url')

test('tokens lead through a list to its end', () => {
  const items = [1, 2, 3, 4, 5]
  const first = pageOf(items, { token: undefined, size: 2 }, rules)
  const second = pageOf(items, { token: first.next, size: '2' }, rules)
  const third = pageOf(items, { token: second.next, size: 2 }, rules)
  expect([first, second, third].map((page) => page.items)).toEqual([[1, 2], [3, 4], [5]])
  expect(third.next).toBeUndefined()
  expect(pageOf(items, { token: '', size: 5 }, rules).next).toBeUndefined()
  expect(pageOf([], { token: '' }, rules)).toEqual({ items: [], next: undefined })
})

test('a list that has become shorter ends', () => {
  const { next } = pageOf([1, 2, 3], { token: '', size: 2 }, rules)
  expect(pageOf([1], { token: next, size: 2 }, rules)).toEqual({ items: [], next: undefined })
})

test.each(['nonsense', encoded('-1'), encoded('0'), encoded('1.5'), encoded('x')])(
  '%s is no token',
  (token) => {
    expect(() => pageOf([1], { token }, rules)).toThrow(refused)
    expect(() => newestPageOf([1], { token }, rules)).toThrow(refused)
  },
)

test('a page has what is asked for, within what the service gives', () => {
  const items = Array.from({ length: 200 }, (_, index) => index)
  const lengths = [undefined, '7', 100, 1000].map(
    (size) => pageOf(items, { token: '', size }, rules).items.length,
  )
  expect(lengths).toEqual([50, 7, 100, 100])
  expect(() => pageOf(items, { token: '', size: '0' }, rules)).toThrow(refused)
  expect(() => pageOf(items, { token: '', size: 'x' }, rules)).toThrow('whole number')
})

test('the next page is named, or left out', () => {
  expect(nextPage('Marker', 'abc')).toEqual({ Marker: 'abc' })
  expect(nextPage('Marker', undefined)).toEqual({})
})

describe('newest first', () => {
  const stacks = Array.from({ length: 230 }, (_, index) => `stack ${index}`)
  const hundred = { usual: 100, most: 100, invalid: 'Invalid' }

  test('pages go through all items, also when newer ones come meanwhile', () => {
    const first = newestPageOf(stacks, { token: undefined }, hundred)
    const second = newestPageOf([...stacks, 'newer'], { token: first.next }, hundred)
    const third = newestPageOf(stacks, { token: second.next }, hundred)
    expect([first, second, third].map(({ items }) => items.length)).toEqual([100, 100, 30])
    expect([...first.items, ...second.items, ...third.items]).toEqual(stacks.toReversed())
    expect(third.next).toBeUndefined()
  })

  test('when an older one disappears meanwhile, none is left out', () => {
    const first = newestPageOf(stacks, { token: undefined }, hundred)
    const second = newestPageOf(stacks.slice(1), { token: first.next }, hundred)
    expect(second.items[0]).toBe(first.items.at(-1))
  })

  test('a list of a hundred is one page', () => {
    expect(newestPageOf(stacks.slice(0, 100), { token: undefined }, hundred).next).toBeUndefined()
    expect(newestPageOf([], { token: undefined }, hundred)).toEqual({ items: [], next: undefined })
  })
})
