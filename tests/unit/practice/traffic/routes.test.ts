import { describe, expect, test } from 'vitest'
import type { Integration, Route } from '../../../../electron/practice/traffic/routes.ts'
import { integrationUrl, matchRoute } from '../../../../electron/practice/traffic/routes.ts'

const integration: Extract<Integration, { type: 'HTTP_PROXY' }> = {
  type: 'HTTP_PROXY',
  httpMethod: 'ANY',
  uri: 'http://origin.internal/base/{proxy}',
  pathParameters: { proxy: 'rest' },
  timeoutMs: 1,
}
const route = (httpMethod: string, resourcePath: string): Route => ({
  resourceId: `${httpMethod} ${resourcePath}`,
  resourcePath,
  httpMethod,
  integration,
})
const routes = [
  route('ANY', '/{rest+}'),
  route('ANY', '/'),
  route('GET', '/child'),
  route('ANY', '/child/{name}'),
  route('POST', '/child'),
  route('GET', '/child/{name}'),
]

describe('matching a path to a method', () => {
  test.each([
    ['GET', '/', 'ANY /', {}],
    ['GET', '/child', 'GET /child', {}],
    ['POST', '/child', 'POST /child', {}],
    ['GET', '/child/r.txt', 'GET /child/{name}', { name: 'r.txt' }],
    ['PUT', '/child/r.txt', 'ANY /child/{name}', { name: 'r.txt' }],
    ['PUT', '/child/grandchild/r.txt', 'ANY /{rest+}', { rest: 'child/grandchild/r.txt' }],
    ['GET', '/a%20b', 'ANY /{rest+}', { rest: 'a%20b' }],
    ['GET', '/child/', 'GET /child', {}],
    ['GET', '/child/r.txt//', 'GET /child/{name}', { name: 'r.txt' }],
  ])('%s %s → %s', (method, path, resourceId, pathParameters) => {
    const match = matchRoute(routes, method, path)
    expect(match?.route.resourceId).toBe(resourceId)
    expect(match?.pathParameters).toEqual(pathParameters)
  })

  test('falls back to a less specific resource for a missing method, but never to the root', () => {
    expect(matchRoute(routes, 'DELETE', '/child')?.route.resourceId).toBe('ANY /{rest+}')
    expect(matchRoute([route('GET', '/child')], 'DELETE', '/child')).toBeUndefined()
    expect(matchRoute([route('ANY', '/{proxy+}')], 'GET', '/')).toBeUndefined()
    expect(matchRoute([route('ANY', '/')], 'GET', '/child')).toBeUndefined()
    // ANY stands for seven methods.
    expect(matchRoute([route('ANY', '/')], 'PROPFIND', '/')).toBeUndefined()
  })
})

test('an integration’s URL takes the path parameter and the query as they came', () => {
  const match = matchRoute(routes, 'GET', '/a%20b/c')
  if (match === undefined) throw new Error('no match')
  expect(integrationUrl(integration, match, 'x=1&y=%20').href).toBe(
    'http://origin.internal/base/a%20b/c?x=1&y=%20',
  )
  expect(integrationUrl({ ...integration, uri: 'http://origin.internal/?k=v' }, match, 'x=1').href).toBe(
    'http://origin.internal/?k=v&x=1',
  )
})
