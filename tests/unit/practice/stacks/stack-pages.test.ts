import { expect, test } from 'vitest'
import { stackPage } from '../../../../electron/practice/stacks/stack-pages.ts'

const stacks = Array.from({ length: 230 }, (_, index) => `stack ${index}`)

test('pages go through all stacks, also when newer ones come meanwhile', () => {
  const first = stackPage(stacks, '')
  const second = stackPage(['newer', ...stacks], first.more.NextToken ?? '')
  const third = stackPage(stacks, second.more.NextToken ?? '')
  expect([first, second, third].map(({ shown }) => shown.length)).toEqual([100, 100, 30])
  expect([...first.shown, ...second.shown, ...third.shown]).toEqual(stacks)
  expect(third.more).toEqual({})
})

test('when an older one goes meanwhile, none is passed over', () => {
  const first = stackPage(stacks, '')
  const second = stackPage(stacks.slice(0, -1), first.more.NextToken ?? '')
  expect(second.shown[0]).toBe(first.shown.at(-1))
})

test.each(['0', '-1', '1.5', 'x'])('%s is no token', (token) => {
  expect(() => stackPage(stacks, token)).toThrow('The NextToken is invalid')
})

test('a list of a hundred is one page', () => {
  expect(stackPage(stacks.slice(0, 100), '').more).toEqual({})
  expect(stackPage([], '')).toEqual({ shown: [], more: {} })
})
