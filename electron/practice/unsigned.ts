import { findRoute } from './wire/rest-json.ts'
import type { Wire, WireCall, WireRequest } from './wire/wire.ts'
import { type Service, ServiceError } from './world.ts'

/** The largest request without a signature that is read. A web identity token may have 20,000 characters. */
export const maxUnsignedBytes = 64_000

/**
 * The service that a request without a signature may be meant for: one that has declared such operations.
 * The path tells for the REST protocol; a form has to be read first, and `readUnsigned` decides then.
 */
export function unsignedServiceOf(
  services: Iterable<Service>,
  request: { method: string; target: string; headers: Readonly<Record<string, string>> },
): Service | undefined {
  const { method, headers } = request
  if (headers['authorization'] !== undefined) return undefined
  const [pathname = ''] = request.target.split('?')
  const isForm =
    method === 'POST' &&
    pathname === '/' &&
    headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  for (const service of services) {
    if (service.unsigned === undefined) continue
    if (
      service.protocol === 'rest-json' &&
      mayRunUnsigned(service, findRoute(service, method, pathname)?.operation)
    )
      return service
    if (service.protocol === 'query' && isForm) return service
  }
  return undefined
}

/**
 * The call in a request without a signature. @throws ServiceError of a missing signature, for whatever is
 * not declared to need none
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

/**
 * A form that names no operation of the service may have been meant for any other, which would want a
 * signature.
 */
function attempt(read: () => WireCall, mayBeAnothers: boolean): WireCall | undefined {
  try {
    return read()
  } catch (thrown) {
    if (mayBeAnothers && thrown instanceof ServiceError) return undefined
    throw thrown
  }
}
