import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import { AppError } from '../../../shared/errors.ts'

/** A file of certificates that the person trusts besides the usual ones, and the setting that names it. */
export interface CaBundle {
  file: string
  from: string
}

/**
 * The usual certificate authorities and those of the person's file: AWS's other tools read it, and the SDK
 * for JavaScript does not. Source: AWS SDKs and Tools Reference Guide, "ca_bundle".
 * @throws AppError `credentials` for a file that cannot be read or holds no certificate
 */
export function trustedAuthorities({ file, from }: CaBundle): string[] {
  return [...usualAuthorities(), certificatesIn(file, from)]
}

/**
 * Node before 22.15, and the one in Electron, do not tell which they trust: Mozilla's list is all they
 * have.
 */
function usualAuthorities(): readonly string[] {
  const { getCACertificates }: Partial<typeof tls> = tls
  return getCACertificates?.('default') ?? tls.rootCertificates
}

function certificatesIn(file: string, from: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? ''
    throw new AppError('credentials', `${from} names ${file}, which cannot be read (${code}).`, {}, thrown)
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new AppError('credentials', `${from} names ${file}, which holds no certificate in PEM form.`)
}
