import { generate } from 'selfsigned'

/** A key and a certificate in PEM form, and that of the authority which issued it. */
export interface Certified {
  key: string
  cert: string
  authority: string
}

const loopback = { type: 7, ip: '127.0.0.1' } as const
const day = 86_400_000

/**
 * A certificate of 127.0.0.1, or of another host, from an authority that nobody knows, as a company's proxy
 * makes it.
 */
export async function ownAuthority(name: string, host?: string): Promise<Certified> {
  const how = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
  const dates = { notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + day) }
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...how,
    ...dates,
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  })
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ...how,
    ...dates,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'subjectAltName', altNames: [host === undefined ? loopback : { type: 2, value: host }] },
    ],
  })
  return { key: made.private, cert: made.cert, authority: authority.cert }
}
