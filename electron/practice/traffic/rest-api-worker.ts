/**
 * The worker thread of one REST API: its HTTPS server. Lambda functions are invoked through the account's
 * main thread.
 */
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { Listening } from './listening-worker.ts'
import { RestApiGateway } from './rest-api-gateway.ts'
import type { InvokeWanted, RestApiSettings, ToRestApi } from './rest-api-messages.ts'
import type { InvokeOutcome } from '../lambda/outcome.ts'

const waiting = new Map<number, (outcome: InvokeOutcome) => void>()
let nextId = 0

const gateway = new RestApiGateway(workerData as RestApiSettings, (functionArn, sourceArn, event) => {
  const id = nextId++
  parentPort?.postMessage({ kind: 'invoke', id, functionArn, sourceArn, event } satisfies InvokeWanted, [])
  return new Promise((resolve) => waiting.set(id, resolve))
})

parentPort?.on('message', (message: ToRestApi) => {
  switch (message.kind) {
    case 'stage':
      gateway.setStage(message.name, message.settings)
      break
    case 'stage-removed':
      gateway.setStage(message.name, undefined)
      break
    case 'invoked':
      waiting.get(message.id)?.(message.outcome)
      waiting.delete(message.id)
      break
  }
})

gateway.server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage(
    { kind: 'listening', ports: [(gateway.server.address() as AddressInfo).port] } satisfies Listening,
    [],
  )
})
