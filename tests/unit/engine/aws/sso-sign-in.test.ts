import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { noProxies } from '../../../../electron/engine/aws/proxy.ts'
import { signInToSso } from '../../../../electron/engine/aws/sso-sign-in.ts'

/** An endpoint of anybody's, which sends the person somewhere else than to a page of the web. */
async function endpointThatSendsTo(url: string): Promise<string> {
  const server = createServer((request, response) => {
    const answer =
      request.url === '/client/register'
        ? { clientId: 'c', clientSecret: 's' }
        : { deviceCode: 'd', verificationUri: url }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each(['file:///etc/passwd', 'javascript:alert(1)', 'vscode://x'])(
  '%s is never shown, let alone opened',
  async (url) => {
    const session = {
      id: 'company',
      startUrl: 'https://company.awsapps.com/start',
      region: 'us-west-2',
    }
    const shown: string[] = []
    const facts = {
      detour: { endpoint: await endpointThatSendsTo(url), from: 'AWS_ENDPOINT_URL' },
      variants: { fips: false, dualStack: false, caBundle: null, proxies: noProxies },
    }
    const signIn = signInToSso(session, facts, async (device) => {
      shown.push(device.url)
      throw new Error('nobody answers')
    })
    await expect(signIn).rejects.toThrow(/would open no web page/)
    expect(shown).toEqual([])
  },
)
