/** The worker thread of one function URL: its HTTPS server. */
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { FunctionUrlGateway, type FunctionUrlSettings } from './function-url-gateway.ts'
import { invokeByMessage, type Invoked } from './invoke-by-message.ts'
import type { Listening } from './listening-worker.ts'

const { invoke, onInvoked } = invokeByMessage()
const gateway = new FunctionUrlGateway(workerData as FunctionUrlSettings, invoke)

parentPort?.on('message', (message: Invoked) => onInvoked(message))

gateway.server.listen(0, '127.0.0.1', () => {
  const { port } = gateway.server.address() as AddressInfo
  parentPort?.postMessage({ kind: 'listening', ports: [port] } satisfies Listening, [])
})
