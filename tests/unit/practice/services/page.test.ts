import { expect, test } from 'vitest'
import { pageOf, pageSize } from '../../../../electron/practice/services/page.ts'

test('tokens lead through a list to its end', () => {
  const items = [1, 2, 3, 4, 5]
  const seen: number[][] = []
  let token: string | undefined = ''
  while (token !== undefined) {
    const page: ReturnType<typeof pageOf<number>> = pageOf(items, token, 2, 'Invalid')
    seen.push(page.items)
    token = page.next
  }
  expect(seen).toEqual([[1, 2], [3, 4], [5]])
  expect(pageOf(items, '', 5, 'Invalid').next).toBeUndefined()
  expect(pageOf([], '', 5, 'Invalid')).toEqual({ items: [], next: undefined })
})

test.each(['nonsense', Buffer.from('-1').toString('base64url'), Buffer.from('9').toString('base64url')])(
  '%s is no token',
  (token) => {
    expect(() => pageOf([1], token, 2, 'Invalid')).toThrow(
      expect.objectContaining({ code: 'Invalid' }) as Error,
    )
  },
)

test('a page has what is asked for, within what the service gives', () => {
  const limits = { usual: 50, most: 100 }
  expect([undefined, '7', 100, 1000].map((asked) => pageSize(asked, limits, 'Invalid'))).toEqual([
    50, 7, 100, 100,
  ])
  expect(() => pageSize('0', limits, 'Invalid')).toThrow(
    expect.objectContaining({ code: 'Invalid' }) as Error,
  )
  expect(() => pageSize('x', limits, 'Invalid')).toThrow('whole number')
})
