import { expect, test } from 'vitest'
import { codePage } from '../../../electron/practice/sign-in/page-text.ts'

test('every colour that the sign-in page uses is defined', () => {
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(codePage(false)) ?? []
  const names = (pattern: RegExp) => new Set([...style.matchAll(pattern)].map(([, name]) => name))
  const defined = names(/(?:[{;]|^)\s*(--[\w-]+):/g)
  const used = names(/var\((--[\w-]+)\)/g)
  expect(used.size).toBeGreaterThan(5)
  expect([...used].filter((name) => !defined.has(name))).toEqual([])
})
