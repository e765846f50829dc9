/**
 * The thread of an embedded origin, or of a relay that makes an origin slow. It posts `listening` with its
 * ports and runs until terminated.
 */
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { Listening } from '../traffic/listening-worker.ts'
import { delayRelay } from './delay-relay.ts'
import { embeddedOrigin } from './embedded-origin.ts'

/** `ports`: the ports of the instance, in the order of the loopback ports in the answer. */
export type OriginWorkerData =
  | { kind: 'origin'; config: string; root: string; ports: number[] }
  | { kind: 'delay'; delayMs: number; upstreamPorts: number[] }

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function serversFor(data: OriginWorkerData): Server[] {
  if (data.kind === 'delay') return data.upstreamPorts.map((port) => delayRelay(port, data.delayMs))
  const origin = embeddedOrigin(data.config, data.root)
  return data.ports.flatMap((port) => origin.get(port) ?? [])
}

const ports = await Promise.all(serversFor(workerData as OriginWorkerData).map(listen))
parentPort?.postMessage({ kind: 'listening', ports } satisfies Listening, [])
