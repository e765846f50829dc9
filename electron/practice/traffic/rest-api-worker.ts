/**
 * The worker thread of one REST API: its HTTPS server. Lambda functions are invoked through the account's
 * main thread.
 */
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { invokeByMessage } from './invoke-by-message.ts'
import type { Listening } from './listening-worker.ts'
import { RestApiGateway } from './rest-api-gateway.ts'
import type { RestApiSettings, ToRestApi } from './rest-api-messages.ts'

const { invoke, onInvoked } = invokeByMessage()
const gateway = new RestApiGateway(workerData as RestApiSettings, invoke)

parentPort?.on('message', (message: ToRestApi) => {
  switch (message.kind) {
    case 'stage':
      gateway.setStage(message.name, message.settings)
      break
    case 'stage-removed':
      gateway.setStage(message.name, undefined)
      break
    case 'invoked':
      onInvoked(message)
      break
  }
})

gateway.server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage(
    { kind: 'listening', ports: [(gateway.server.address() as AddressInfo).port] } satisfies Listening,
    [],
  )
})
