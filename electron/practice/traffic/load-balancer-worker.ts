/** The worker thread of one classic load balancer: its listeners, and the health checks of its instances. */
import { parentPort, workerData } from 'node:worker_threads'
import { startLoadBalancer } from './load-balancer-proxy.ts'
import type { LoadBalancerSettings } from './load-balancer-settings.ts'
import type { Listening } from './listening-worker.ts'

const balancer = await startLoadBalancer(workerData as LoadBalancerSettings)
parentPort?.on('message', (instanceHosts: string[]) => balancer.setInstances(instanceHosts))
parentPort?.postMessage({ kind: 'listening', ports: balancer.ports } satisfies Listening, [])
