import { ServiceError } from '../world.ts'
import { parseForm } from './form.ts'
import { xmlAnswer } from './query.ts'
import { bodyText, standardErrors, type Wire } from './wire.ts'
import { xmlMembers } from './xml.ts'

/**
 * EC2's dialect of the Query protocol: lists are numbered without `member` (`Filter.1.Value.1`), answers
 * have no result element and write lists as `<item>`, errors are `Response/Errors/Error`. Source: the
 * Smithy specification, "AWS EC2 query protocol".
 */
export const ec2QueryWire: Wire = {
  read(service, request) {
    const { Action, Version, ...input } = parseForm(bodyText(request), 'flat')
    if (typeof Action !== 'string')
      throw new ServiceError('MissingAction', 'The request must contain the parameter Action')
    if (Version !== service.version || !Object.hasOwn(service.operations, Action))
      throw new ServiceError('InvalidAction', `The action ${Action} is not valid for this web service.`)
    return { operation: Action, input }
  },
  result(service, operation, output, requestId) {
    const namespace = `http://ec2.amazonaws.com/doc/${service.version}/`
    const members = xmlMembers({ requestId, ...output }, 'item')
    const response = `<${operation}Response xmlns="${namespace}">${members}</${operation}Response>`
    return xmlAnswer(200, requestId, response)
  },
  error(_service, error, requestId) {
    const members = { Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId }
    return xmlAnswer(error.status, requestId, `<Response>${xmlMembers(members, 'item')}</Response>`)
  },
  standardError: standardErrors({
    'missing-token': ['AuthFailure', 401],
    'unknown-key': ['AuthFailure', 401],
    expired: ['RequestExpired', 400],
    'too-old': ['RequestExpired', 400],
    'wrong-signature': ['AuthFailure', 401],
    throttled: ['RequestLimitExceeded', 503],
    internal: ['InternalError', 500],
  }),
}
