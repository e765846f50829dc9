import { describe, expect, test } from 'vitest'
import { proxiesOf, proxyFor } from '../../../../electron/engine/aws/proxy.ts'

const aws = { protocol: 'https:', hostname: 'sts.us-west-2.amazonaws.com', port: undefined }
const proxies = (exempt = '') => proxiesOf({ HTTPS_PROXY: 'http://proxy.corp:3128', NO_PROXY: exempt })
const through = { url: 'http://proxy.corp:3128', from: 'HTTPS_PROXY' }

describe('the proxies of the environment', () => {
  test('names in lower case count first, and http is what a value without a protocol means', () => {
    const both = proxiesOf({ https_proxy: 'lower:1', HTTPS_PROXY: 'http://upper:2', HTTP_PROXY: '' })
    expect(both).toEqual({ https: { url: 'http://lower:1', from: 'https_proxy' }, http: null, exempt: '' })
  })

  test.each(['socks5://a:1', 'http://', 'file:///x'])('%s is none', (url) => {
    expect(() => proxiesOf({ HTTPS_PROXY: url })).toThrow(/^HTTPS_PROXY is .* Sluice cannot use/)
  })
})

describe('the proxy that a request goes through', () => {
  test('is that of its protocol', () => {
    expect(proxyFor(aws, proxies())).toEqual(through)
    expect(proxyFor({ ...aws, protocol: 'http:' }, proxies())).toBeNull()
  })

  test.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'x.localhost'])('%s needs none', (hostname) => {
    expect(proxyFor({ ...aws, hostname }, proxies())).toBeNull()
  })

  test.each([
    ['amazonaws.com', null],
    ['.amazonaws.com', null],
    ['*.amazonaws.com', null],
    ['STS.us-west-2.AMAZONAWS.com', null],
    ['corp.example, amazonaws.com', null],
    ['*', null],
    ['aws.com', through],
    ['us-west-2', through],
    ['amazonaws.com:8443', through],
    [', ,', through],
  ])('NO_PROXY = %s', (exempt, expected) => {
    expect(proxyFor(aws, proxies(exempt))).toEqual(expected)
  })

  test('a port of NO_PROXY has to be that of the request', () => {
    const exempt = proxies('amazonaws.com:8443')
    expect(proxyFor({ ...aws, port: 8443 }, exempt)).toBeNull()
  })
})
