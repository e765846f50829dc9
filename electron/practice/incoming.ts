import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Authorization, readAuthorization } from './authorization.ts'
import type { ConnectionEnds } from './owner.ts'
import { unsignedServiceOf } from './unsigned.ts'
import { ec2QueryWire } from './wire/ec2-query.ts'
import { jsonWire } from './wire/json.ts'
import { queryWire } from './wire/query.ts'
import { restJsonWire } from './wire/rest-json.ts'
import type { Wire } from './wire/wire.ts'
import type { Service } from './world.ts'

/** A request before it is authenticated: its first lines, and the service that it names. */
export interface Incoming {
  requestId: string
  method: string
  /** Path and query as in the request line. */
  target: string
  /** By name in lower case. */
  headers: Record<string, string>
  connection: ConnectionEnds
  authorization: Authorization | undefined
  service: Service
  wire: Wire
  /** Whether it has no signature and may be for an operation that needs none. */
  unsigned: boolean
}

const wires: Record<Service['protocol'], Wire> = {
  query: queryWire,
  ec2: ec2QueryWire,
  'json-1.1': jsonWire,
  'rest-json': restJsonWire,
}

/** Reads all of a request but its body. */
export function readIncoming(request: IncomingMessage, services: ReadonlyMap<string, Service>): Incoming {
  const headers = headersOf(request)
  const method = request.method ?? ''
  const target = request.url ?? '/'
  const authorization = readAuthorization(headers)
  const unsignedService = unsignedServiceOf(services.values(), { method, target, headers })
  const service = unsignedService ?? services.get(authorization?.service ?? '') ?? unknownService(headers)
  return {
    requestId: randomUUID(),
    method,
    target,
    headers,
    connection: request.socket,
    authorization,
    service,
    wire: wires[service.protocol],
    unsigned: unsignedService !== undefined,
  }
}

/**
 * Takes the place of a service that is not imitated: it answers every call with the unknown-operation error
 * of the protocol that the call uses.
 */
function unknownService(headers: Readonly<Record<string, string>>): Service {
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const protocol = headers['x-amz-target'] !== undefined ? 'json-1.1' : form ? 'query' : 'rest-json'
  return { name: 'unknown', protocol, version: 'none', operations: {} }
}

/** Node joins repeated headers as signing wants it; only `set-cookie` is a list, and no part of a request. */
function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}
