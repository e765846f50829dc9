import { Agent, request, type AgentOptions } from 'node:https'
import type { PeerCertificate, TLSSocket } from 'node:tls'

/** How long to wait for a certificate: the call has failed already. */
const longestMs = 1_500

/**
 * Who issued the certificate that a server shows, for example `Corp Proxy CA, Corp Inc.`. Nothing is sent
 * over the connection, which is not trusted.
 * @param through the proxy, as for an agent of Node's
 * @returns null where none could be read
 */
export function certificateIssuer(host: string, port: number, through: AgentOptions): Promise<string | null> {
  const agent = new Agent({ ...through, rejectUnauthorized: false })
  const name = host.replace(/^\[|\]$/g, '')
  // It never ends, so that not even its headers are sent.
  const asking = request({ host: name, port, agent, servername: isAddress(name) ? '' : name })
  return new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), longestMs)
    const end = (issuer: string | null): void => {
      clearTimeout(timer)
      resolve(issuer)
    }
    asking.once('error', () => end(null))
    asking.once('socket', (socket) => {
      const tls = socket as TLSSocket
      const shown = tls.getPeerCertificate()
      // Behind a proxy it is secure already.
      if (isShown(shown)) end(issuerOf(shown))
      else tls.once('secureConnect', () => end(issuerOf(tls.getPeerCertificate())))
    })
  }).finally(() => {
    asking.destroy()
    agent.destroy()
  })
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':')
}

/** Before the handshake there is an empty object. */
function isShown(certificate: Partial<PeerCertificate>): boolean {
  return certificate.raw !== undefined
}

function issuerOf({ issuer }: Partial<PeerCertificate>): string | null {
  const parts = [issuer?.CN, issuer?.O].flatMap((part) => part ?? [])
  return parts.length === 0 ? null : [...new Set(parts)].join(', ')
}
