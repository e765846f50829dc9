import { Worker } from 'node:worker_threads'
import type { EntryName } from '../../platform/entries.ts'
import { entryUrl } from '../../platform/entries.ts'

/** What a worker that listens posts first. */
export interface Listening {
  kind: 'listening'
  /** Loopback ports, in the order of the listeners asked for. */
  ports: number[]
}

/**
 * Starts a worker thread that listens on loopback ports of its own choice, and waits until it does.
 * @param onDeath called when it ends without having been asked to, with the reason.
 * @throws the worker's error when it cannot start.
 */
export async function startListeningWorker(
  entry: EntryName,
  workerData: unknown,
  onDeath: (reason: string) => void,
): Promise<{ worker: Worker; ports: number[]; close: () => Promise<void> }> {
  const worker = new Worker(entryUrl(entry), { workerData })
  const ports = await new Promise<number[]>((resolve, reject) => {
    worker.once('message', (message: Listening) => resolve(message.ports))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`${entry} ended with ${code} before it listened`)))
  })
  let closing = false
  let reason = 'it ended'
  worker.on('error', (error: Error) => (reason = error.stack ?? error.message))
  worker.on('exit', () => {
    if (!closing) onDeath(reason)
  })
  const close = async (): Promise<void> => {
    closing = true
    await worker.terminate()
  }
  return { worker, ports, close }
}
