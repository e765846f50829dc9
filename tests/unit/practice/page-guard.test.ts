import { expect, test } from 'vitest'
import { pageRefusal } from '../../../electron/practice/sign-in/page-guard.ts'
import { questionPage } from '../../../electron/practice/sign-in/page-text.ts'

const host = '127.0.0.1:4000'
const origin = `http://${host}`

test.each([
  ['a link', 'GET', '/device?user_code=BCDF-GHJK', { host }, undefined],
  ['a link on another site', 'GET', '/device', { host, 'sec-fetch-site': 'cross-site' }, undefined],
  ['its own form', 'POST', '/device', { host, origin, 'sec-fetch-site': 'same-origin' }, undefined],
  ['a name that was made to resolve here', 'GET', '/device', { host: 'rebind.example:4000' }, 403],
  ['another name for this machine', 'GET', '/device', { host: 'localhost:4000' }, 403],
  ['a form of another site', 'POST', '/device', { host, origin: 'https://example.com' }, 403],
  ['a form of another port', 'POST', '/device', { host, origin: 'http://127.0.0.1:4001' }, 403],
  ['a form in a sandbox', 'POST', '/device', { host, origin: 'null' }, 403],
  ['a form that says nothing', 'POST', '/device', { host }, 403],
  [
    'a page that lies about its site',
    'POST',
    '/device',
    { host, origin, 'sec-fetch-site': 'same-site' },
    403,
  ],
  ['another path', 'GET', '/', { host }, 404],
  ['another method', 'OPTIONS', '/device', { host, origin }, 405],
])('%s', (_who, method, url, headers, status) => {
  expect(pageRefusal({ method, url, headers }, 4000, '/device')).toBe(status)
})

test('what a program calls itself is shown and not run', () => {
  const html = questionPage({ clientName: '<script>alert("x")</script>', userCode: 'BCDF-GHJK', seal: 's' })
  expect(html).not.toContain('<script>')
  expect(html).toContain('&#60;script&#62;')
})
