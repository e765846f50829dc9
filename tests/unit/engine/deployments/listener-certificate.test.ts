import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  keyParameter,
  makeCertificate,
} from '../../../../electron/engine/deployments/listener-certificate.ts'
import { pinOf } from '../../../../electron/platform/self-signed.ts'
import { readTemplate } from '../../templates/bundled.ts'

test('a certificate is one that IAM and load balancers take, and of a key of its own', async () => {
  const made = await makeCertificate('dabcdefg')
  const certificate = new X509Certificate(made.CertificateBody)
  const key = createPrivateKey(made.CertificatePrivateKey)
  expect(certificate.checkPrivateKey(key)).toBe(true)
  expect(key.asymmetricKeyType).toBe('rsa')
  expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(certificate.validFromDate.getTime()).toBeLessThan(Date.now())
  expect(pinOf(made.CertificateBody)).toMatch(/^sha256\/\/[A-Za-z0-9+/]{43}=$/)
  const other = await makeCertificate('dabcdefg')
  expect(other.CertificatePrivateKey).not.toBe(made.CertificatePrivateKey)
  expect(pinOf(other.CertificateBody)).not.toBe(pinOf(made.CertificateBody))
})

test('it fits the parameters of the template', async () => {
  const { Parameters } = readTemplate('shared/certificate.yaml')
  for (const [name, value] of Object.entries(await makeCertificate('dabcdefg'))) {
    // CloudFormation's own limit of a parameter's value.
    expect(Buffer.byteLength(value)).toBeLessThan(4_096)
    expect(value).toMatch(new RegExp(`^(?:${Parameters[name]?.AllowedPattern})$`))
  }
  expect(Object.keys(Parameters)).toContain(keyParameter)
})
