import { createPrivateKey } from 'node:crypto'
import type { GivenParameter } from '../../../shared/template-contract.ts'
import { selfSigned } from '../../platform/self-signed.ts'

/** A certificate and its key as parameters of a template: PEM. The key is kept nowhere. */
export type Certificate = Record<'CertificateBody' | 'CertificatePrivateKey', string>

/** The parameter of a template that wants a certificate of its own. */
export const keyParameter = 'CertificatePrivateKey' satisfies GivenParameter

/** Longer than any deployment lives. */
const lifetimeMs = 365 * 86_400_000

/**
 * A new key and its self-signed certificate, for the listeners of one deployment. RSA of 2,048 bits, which
 * IAM and both kinds of load balancers take. Source: Elastic Load Balancing, user guide for classic load
 * balancers, "SSL/TLS certificates for Classic Load Balancers"; IAM user guide, "Manage server certificates
 * in IAM", whose examples begin with `BEGIN RSA PRIVATE KEY`.
 */
export async function makeCertificate(deploymentId: string): Promise<Certificate> {
  const { key, cert } = await selfSigned(`sluice-${deploymentId}`, { kind: 'rsa', lifetimeMs })
  const pem = createPrivateKey(key).export({ type: 'pkcs1', format: 'pem' }).toString()
  return { CertificateBody: cert.trim(), CertificatePrivateKey: pem.trim() }
}
