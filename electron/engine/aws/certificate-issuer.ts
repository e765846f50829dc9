import { connect, type PeerCertificate } from 'node:tls'

/** How long to wait for a certificate: the call has failed already. */
const longestMs = 1_500

/**
 * Who issued the certificate that a server shows, for example `Corp Proxy CA, Corp Inc.`. Nothing is sent
 * over the connection, which is not trusted.
 * @returns null where none could be read
 */
export function certificateIssuer(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const name = host.replace(/^\[|\]$/g, '')
    const socket = connect({
      host: name,
      port,
      servername: isAddress(name) ? '' : name,
      rejectUnauthorized: false,
    })
    const end = (issuer: string | null): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(issuer)
    }
    const timer = setTimeout(() => end(null), longestMs)
    socket.once('secureConnect', () => end(issuerOf(socket.getPeerCertificate())))
    socket.once('error', () => end(null))
  })
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':')
}

function issuerOf({ issuer }: Partial<PeerCertificate>): string | null {
  const parts = [issuer?.CN, issuer?.O].flatMap((part) => part ?? [])
  return parts.length === 0 ? null : [...new Set(parts)].join(', ')
}
