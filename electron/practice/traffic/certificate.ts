import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '../../platform/atomic-file.ts'
import { selfSigned } from '../../platform/self-signed.ts'
import { dnsSuffix } from '../resources/names.ts'

/** Ten years: a certificate is never renewed, and of no use outside this machine. */
export const lifetimeMs = 10 * 365 * 86_400_000

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
    const made = await selfSigned(`*.${domain}`, { kind: 'ec', lifetimeMs })
    writeFileAtomically(keyFile, made.key, { durable: true })
    writeFileAtomically(certFile, made.cert, { durable: true })
  }
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), certFile }
}
