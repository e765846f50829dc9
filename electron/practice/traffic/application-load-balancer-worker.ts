/** The worker thread of one listener of an application load balancer, and the checks of its targets. */
import { parentPort, workerData } from 'node:worker_threads'
import { startListener } from './application-load-balancer-proxy.ts'
import type { ApplicationListenerSettings, ListenerChange } from './application-load-balancer-settings.ts'
import type { Listening } from './listening-worker.ts'

const listener = await startListener(workerData as ApplicationListenerSettings)
parentPort?.on('message', (change: ListenerChange) => listener.change(change))
parentPort?.postMessage({ kind: 'listening', ports: [listener.port] } satisfies Listening, [])
