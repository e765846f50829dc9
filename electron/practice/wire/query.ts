import { ServiceError, type Service } from '../world.ts'
import { parseForm } from './form.ts'
import { bodyText, standardErrors, type Wire, type WireAnswer } from './wire.ts'
import { xmlMembers } from './xml.ts'

/**
 * The AWS Query protocol (CloudFormation, STS, IAM, ELB): form in, XML out, lists as `<member>`,
 * times as ISO 8601. Source: the Smithy specification, "AWS query protocol". Flattened lists in
 * answers are left out: no call of the app needs them. The two versions of ELB share a name in signatures:
 * an operation of the later one is called `<version> <name>` in the service's table.
 */
export const queryWire: Wire = {
  read(service, request) {
    const { Action, Version, ...input } = parseForm(bodyText(request), 'member')
    if (typeof Action !== 'string')
      throw new ServiceError('MissingAction', 'Missing required parameter: Action')
    const version = typeof Version === 'string' ? Version : ''
    const operation = version === service.version ? Action : `${version} ${Action}`
    if (!Object.hasOwn(service.operations, operation))
      throw new ServiceError('InvalidAction', `Could not find operation ${Action} for version ${version}`)
    return { operation, input }
  },
  result(service, operation, output, requestId) {
    const [name = '', version = service.version] = operation.split(' ').toReversed()
    const result = xmlMembers({ [`${name}Result`]: output }, 'member')
    const metadata = xmlMembers({ ResponseMetadata: { RequestId: requestId } }, 'member')
    const response = `${name}Response`
    return xmlAnswer(
      200,
      requestId,
      `<${response} xmlns="${namespaceOf({ ...service, version })}">${result}${metadata}</${response}>`,
    )
  },
  error(service, error, requestId) {
    const Type = error.status >= 500 ? 'Receiver' : 'Sender'
    const members = { Error: { Type, Code: error.code, Message: error.message }, RequestId: requestId }
    return xmlAnswer(
      error.status,
      requestId,
      `<ErrorResponse xmlns="${namespaceOf(service)}">${xmlMembers(members, 'member')}</ErrorResponse>`,
    )
  },
  standardError: standardErrors({
    'missing-token': ['MissingAuthenticationToken', 403],
    'unknown-key': ['InvalidClientTokenId', 403],
    expired: ['ExpiredToken', 403],
    'too-old': ['RequestTimeTooSkewed', 403],
    'wrong-signature': ['SignatureDoesNotMatch', 403],
    throttled: ['Throttling', 400],
    internal: ['InternalFailure', 500],
  }),
}

function namespaceOf(service: Pick<Service, 'name' | 'version'>): string {
  return `https://${service.name}.amazonaws.com/doc/${service.version}/`
}

export function xmlAnswer(status: number, requestId: string, xml: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=utf-8', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`,
  }
}
