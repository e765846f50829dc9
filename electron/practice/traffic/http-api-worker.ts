/** The worker thread of one HTTP API: its HTTPS server. */
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { HttpApiGateway } from './http-api-gateway.ts'
import type { HttpApiSettings, ToHttpApi } from './http-api-messages.ts'
import { invokeByMessage } from './invoke-by-message.ts'
import type { Listening } from './listening-worker.ts'

const { invoke, onInvoked } = invokeByMessage()
const gateway = new HttpApiGateway(workerData as HttpApiSettings, invoke)

parentPort?.on('message', (message: ToHttpApi) => {
  if (message.kind === 'stage') gateway.setStage(message.stage)
  else onInvoked(message)
})

gateway.server.listen(0, '127.0.0.1', () => {
  const { port } = gateway.server.address() as AddressInfo
  parentPort?.postMessage({ kind: 'listening', ports: [port] } satisfies Listening, [])
})
