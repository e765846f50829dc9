import { createHash, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** So that a clock that is a little behind takes it, too. */
const beforeMs = 3_600_000

/** A new key and its certificate for a name or an address, as PEM: EC P-256, or RSA of 2,048 bits. */
export async function selfSigned(
  host: string,
  { kind, lifetimeMs }: { kind: 'ec' | 'rsa'; lifetimeMs: number },
): Promise<{ key: string; cert: string }> {
  const altName = isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const)
  // A large library, which most starts have no use for.
  const { generate } = await import('selfsigned')
  const nowMs = Date.now()
  const made = await generate([{ name: 'commonName', value: host }], {
    ...(kind === 'ec' ? { keyType: 'ec', curve: 'P-256' } : { keyType: 'rsa', keySize: 2048 }),
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - beforeMs),
    notAfterDate: new Date(nowMs + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** The SHA-256 of a certificate's public key as curl's `--pinnedpubkey` takes it. */
export function pinOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return `sha256//${createHash('sha256').update(key).digest('base64')}`
}
