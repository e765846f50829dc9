import { createPrivateKey, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { objectsIn, textOf } from '../../json-values.ts'
import { ResourceError, type ResourceRecord, type ResourceType, type World } from '../../world.ts'
import { newName, randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, textAt } from '../properties.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'
import { iamArn, path } from './iam-names.ts'

/** The type requires neither of the texts, but IAM does when the certificate is uploaded. */
const schema = z.strictObject({
  ServerCertificateName: z
    .string()
    .regex(/^[\w+=,.@-]{1,128}$/)
    .optional(),
  CertificateBody: z.string().max(16_384).default(''),
  CertificateChain: z.string().max(2_097_152).optional(),
  PrivateKey: z.string().max(16_384).default(''),
  Path: path,
  Tags: tagList.optional(),
})

/** Key and certificates of a listener, as TLS wants them: PEM. */
export interface ListenerTls {
  key: string
  cert: string
}

/**
 * AWS::IAM::ServerCertificate: a certificate with its key, for listeners of load balancers. Nothing ever
 * answers with the key again.
 */
export const serverCertificateType: ResourceType = {
  type: 'AWS::IAM::ServerCertificate',
  properties: propertyList(schema),
  async create(raw, context) {
    const properties = parseProperties(schema, raw)
    await recordPause(context)
    const name = properties.ServerCertificateName ?? newName(context, 128)
    if (context.world.resource(name, 'AWS::IAM::ServerCertificate') !== undefined)
      throw new ResourceError(`The Server Certificate with name ${name} already exists.`)
    checkPair(properties.CertificateBody, properties.PrivateKey)
    const attributes = {
      Arn: iamArn(context, 'server-certificate', properties.Path, name),
      _id: `ASCA${randomText('capitals', 17)}`,
      _uploadedAt: new Date().toISOString(),
    }
    return { physicalId: name, attributes }
  },
  async delete({ physicalId, attributes }, context) {
    const arn = textAt(attributes, 'Arn')
    const user = (): string | undefined => userOf(context.world, arn)
    const reason =
      `Certificate: ${textAt(attributes, '_id')} is currently in use by ${user() ?? 'a load balancer'}. ` +
      `Please remove it first before deleting it from IAM. (${physicalId})`
    await waitUntilFree(context, () => user() !== undefined, reason)
  },
}

/** @throws ResourceError in the words of the service: no PEM, or a key of another certificate */
function checkPair(body: string, key: string): void {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(body)
  } catch {
    throw new ResourceError('Unable to parse certificate. Please ensure the certificate is in PEM format.')
  }
  let belongs: boolean
  try {
    belongs = certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    throw new ResourceError('Unable to parse private key. Please ensure the key is in PEM format.')
  }
  if (!belongs)
    throw new ResourceError('Unable to validate certificate chain: the private key does not match.')
}

/** The load balancer or listener that uses a certificate. */
function userOf(world: World, certificateArn: string): string | undefined {
  const listener = world
    .resources('AWS::ElasticLoadBalancingV2::Listener')
    .find(({ properties }) =>
      objectsIn(properties['Certificates']).some((one) => one['CertificateArn'] === certificateArn),
    )
  if (listener !== undefined) return textOf(listener.properties['LoadBalancerArn'])
  return world
    .resources('AWS::ElasticLoadBalancing::LoadBalancer')
    .find(({ properties }) =>
      objectsIn(properties['Listeners']).some((one) => one['SSLCertificateId'] === certificateArn),
    )?.physicalId
}

/** What a listener needs of a certificate. @throws ResourceError when IAM has no such certificate. */
export function listenerTls(world: World, certificateArn: string): ListenerTls {
  const record: ResourceRecord | undefined = world
    .resources('AWS::IAM::ServerCertificate')
    .find(({ attributes }) => attributes['Arn'] === certificateArn)
  if (record === undefined)
    throw new ResourceError(
      `Certificate ARN '${certificateArn}' is not valid (the practice account has those of IAM only)`,
    )
  const { CertificateBody, CertificateChain, PrivateKey } = parseProperties(schema, record.properties)
  return { key: PrivateKey, cert: [CertificateBody, CertificateChain ?? ''].join('\n').trim() }
}
