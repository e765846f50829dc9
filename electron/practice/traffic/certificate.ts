import { readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { writeFileAtomically } from '../../platform/atomic-file.ts'
import { dnsSuffix } from '../resources/names.ts'

/** Ten years: it is never renewed, and of no use outside this machine. */
const lifetimeMs = 10 * 365 * 86_400_000

/**
 * Key and certificate of the account's REST APIs in a Region (PEM), made once and kept in its folder,
 * readable by the person only. The certificate is for every API of the Region
 * (`*.execute-api.us-west-2.amazonaws.com`), so that a client can be told to trust it.
 */
export function apiCertificate(
  folder: string,
  partition: string,
  region: string,
): Promise<ListenerCertificate> {
  return certificateOf(folder, `execute-api-${region}`, `execute-api.${region}.${dnsSuffix(partition)}`)
}

/** The same for the function URLs of a Region. */
export function functionUrlCertificate(folder: string, region: string): Promise<ListenerCertificate> {
  return certificateOf(folder, `lambda-url-${region}`, `lambda-url.${region}.on.aws`)
}

interface ListenerCertificate {
  key: string
  cert: string
  certFile: string
}

/** @param name of the files @param domain for whose subdomains it is */
async function certificateOf(folder: string, name: string, domain: string): Promise<ListenerCertificate> {
  const keyFile = join(folder, `${name}.key.pem`)
  const certFile = join(folder, `${name}.pem`)
  const there = [keyFile, certFile].every((file) => statSync(file, { throwIfNoEntry: false }) !== undefined)
  if (!there) {
    const made = await selfSigned(`*.${domain}`)
    writeFileAtomically(keyFile, made.key, { durable: true })
    writeFileAtomically(certFile, made.cert, { durable: true })
  }
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), certFile }
}

/** A new key (EC P-256) and its certificate for a name or an address, as PEM. */
export async function selfSigned(host: string): Promise<{ key: string; cert: string }> {
  const altName = isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const)
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  })
  return { key: made.private, cert: made.cert }
}
