import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { findTool } from '../../electron/platform/tools.ts'

/**
 * Starts moto's server, an independent implementation of AWS's APIs, on a free port of 127.0.0.1.
 * @throws when it is not installed, saying how to get it
 */
export async function startMoto(): Promise<{ endpoint: string; end(): Promise<void> }> {
  const tool = findTool('moto_server')
  if (tool === undefined)
    throw new Error("moto_server is not on PATH. Install it with: pip install 'moto[server]'")
  const port = await freePort()
  const child = spawn(tool, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = `http://127.0.0.1:${port}`
  const deadline = performance.now() + 30_000
  while (
    !(await fetch(endpoint)
      .then(() => true)
      .catch(() => false))
  ) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`moto_server did not answer at ${endpoint}.`)
    await delay(200)
  }
  return {
    endpoint,
    end: () => {
      child.kill()
      return ended
    },
  }
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
