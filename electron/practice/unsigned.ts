import { readTarget } from './request-target.ts'
import { findRoute } from './wire/rest-json.ts'
import type { Wire, WireCall, WireRequest } from './wire/wire.ts'
import { type Service, ServiceError } from './world.ts'

/** The largest request without a signature that is read. A web identity token may have 20,000 characters. */
export const maxUnsignedBytes = 64_000

type Request = Pick<WireRequest, 'method' | 'target' | 'headers'>

/**
 * The service that a request without a signature may be for: one that has declared such operations. In the
 * REST protocol the path names the operation; a form has to be read first, and `readUnsigned` decides then.
 */
export function unsignedServiceOf(services: Iterable<Service>, request: Request): Service | undefined {
  if (request.headers['authorization'] !== undefined) return undefined
  return [...services].find((service) => mayBeFor(service, request))
}

function mayBeFor(service: Service, request: Request): boolean {
  if (service.unsigned === undefined) return false
  const { method, target, headers } = request
  const { path } = readTarget(target)
  if (service.protocol === 'rest-json')
    return mayRunUnsigned(service, findRoute(service, method, path)?.operation)
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  return service.protocol === 'query' && method === 'POST' && path === '/' && isForm
}

/**
 * The call in a request without a signature. @throws ServiceError of a missing signature for an operation
 * that is not declared to need none
 */
export function readUnsigned(wire: Wire, service: Service, request: WireRequest): WireCall {
  const call = attempt(() => wire.read(service, request), service.protocol === 'query')
  if (call === undefined || !mayRunUnsigned(service, call.operation))
    throw wire.standardError('missing-token')
  return call
}

function mayRunUnsigned(service: Service, operation: string | undefined): boolean {
  return operation !== undefined && service.unsigned?.includes(operation) === true
}

/** A form that names no operation of the service may be for another one, which needs a signature. */
function attempt(read: () => WireCall, mayBeAnothers: boolean): WireCall | undefined {
  try {
    return read()
  } catch (thrown) {
    if (mayBeAnothers && thrown instanceof ServiceError) return undefined
    throw thrown
  }
}
