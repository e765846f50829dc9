import { expect, test } from 'vitest'
import { refusalOf } from '../../../electron/practice/guard.ts'

const host = '127.0.0.1:4000'

test.each([
  ['a client', 'POST', { host }, false, undefined],
  ['a client of a REST service', 'DELETE', { host }, true, undefined],
  ['another name for this machine', 'POST', { host: 'localhost:4000' }, false, 403],
  ['a name that was made to resolve here', 'POST', { host: 'rebind.example:4000' }, false, 403],
  ['another port', 'POST', { host: '127.0.0.1:4001' }, false, 403],
  ['no Host', 'POST', {}, false, 403],
  ['a page', 'POST', { host, origin: 'https://example.com' }, false, 403],
  ['a page in a sandbox', 'POST', { host, origin: 'null' }, false, 403],
  ['a page of this very address', 'POST', { host, origin: `http://${host}` }, false, 403],
  ['a browser without Origin', 'POST', { host, 'sec-fetch-site': 'none' }, false, 403],
  ['a link', 'GET', { host }, false, 405],
  ['a preflight', 'OPTIONS', { host }, true, 405],
])('%s', (_who, method, headers, restful, status) => {
  expect(refusalOf({ method, headers }, 4000, restful)?.status).toBe(status)
})
