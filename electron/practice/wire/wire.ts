/** What the wire formats have in common: how a protocol reads a call and how it answers one. */
import type { AuthFailure } from '../authorization.ts'
import { type JsonObject, type Service, ServiceError } from '../world.ts'

/** A request as it was received. Header names are in lower case; `target` is path and query. */
export interface WireRequest {
  method: string
  target: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface WireCall {
  operation: string
  input: JsonObject
}

/** The errors that the account itself returns, for every service. */
export type StandardError = AuthFailure | 'throttled' | 'internal'

export interface Wire {
  /**
   * The call in a request. @throws ServiceError of the protocol, also for an operation that the service does
   * not have
   */
  read(service: Service, request: WireRequest): WireCall
  result(service: Service, operation: string, output: JsonObject, requestId: string): WireAnswer
  error(service: Service, error: ServiceError, requestId: string): WireAnswer
  standardError(kind: StandardError): ServiceError
}

const messages: Record<StandardError, string> = {
  'missing-token': 'Request is missing Authentication Token',
  'unknown-key': 'The security token included in the request is invalid.',
  expired: 'The security token included in the request is expired.',
  'too-old':
    'Signature expired or not yet valid: the time of the request differs from this clock by more than five ' +
    'minutes.',
  'wrong-signature':
    'The request signature we calculated does not match the signature you provided. ' +
    'Check your AWS Secret Access Key and signing method.',
  throttled: 'Rate exceeded',
  internal: 'An internal error of the practice account: its log has the details.',
}

/** A protocol's standard errors from its table of codes and statuses. */
export function standardErrors(
  table: Record<StandardError, [code: string, status: number]>,
): (kind: StandardError) => ServiceError {
  return (kind) => new ServiceError(table[kind][0], messages[kind], table[kind][1])
}

export function bodyText(request: WireRequest): string {
  return new TextDecoder().decode(request.body)
}
