import { readFileSync, statSync } from 'node:fs'
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
export async function apiCertificate(
  folder: string,
  partition: string,
  region: string,
): Promise<{ key: string; cert: string; certFile: string }> {
  const keyFile = join(folder, `execute-api-${region}.key.pem`)
  const certFile = join(folder, `execute-api-${region}.pem`)
  const there = [keyFile, certFile].every((file) => statSync(file, { throwIfNoEntry: false }) !== undefined)
  if (!there) {
    const domain = `execute-api.${region}.${dnsSuffix(partition)}`
    const made = await generate([{ name: 'commonName', value: `*.${domain}` }], {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + lifetimeMs),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'subjectAltName', altNames: [{ type: 2, value: `*.${domain}` }] },
      ],
    })
    writeFileAtomically(keyFile, made.private, { durable: true })
    writeFileAtomically(certFile, made.cert, { durable: true })
  }
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), certFile }
}
