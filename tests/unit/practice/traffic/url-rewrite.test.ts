import { expect, test } from 'vitest'
import { rewrittenUrl, type UrlRewrite } from '../../../../electron/practice/traffic/url-rewrite.ts'

const withoutStage: UrlRewrite = {
  patterns: ['/sluice', '/sluice/*'],
  regex: '^/sluice/?(.*)$',
  replace: '/$1',
}

test.each([
  ['/sluice', '/'],
  ['/sluice/', '/'],
  ['/sluice/child/random.txt', '/child/random.txt'],
  ['/sluice/a%2Fb?c=/sluice/d', '/a%2Fb?c=/sluice/d'],
  ['/sluices/a', '/sluices/a'],
  ['/child/sluice/a', '/child/sluice/a'],
])('%s becomes %s', (url, wanted) => {
  expect(rewrittenUrl(url, [withoutStage])).toBe(wanted)
})

test('the first rule whose pattern matches decides, also where its expression does not match', () => {
  const rules = [
    { patterns: ['/a?c/*'], regex: '^/abc/(.*)$', replace: '/first/$1' },
    { patterns: ['/*'], regex: '^/', replace: '/second/' },
  ]
  expect(rewrittenUrl('/abc/x', rules)).toBe('/first/x')
  expect(rewrittenUrl('/adc/x', rules)).toBe('/adc/x')
  expect(rewrittenUrl('/x', rules)).toBe('/second/x')
})

test('what stands in a pattern stands for itself, but for its two wildcards', () => {
  const rule = { patterns: ['/a.b+c'], regex: '^.*$', replace: '/' }
  expect(rewrittenUrl('/axbbc', [rule])).toBe('/axbbc')
  expect(rewrittenUrl('/a.b+c', [rule])).toBe('/')
})
