import { expect } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { socketPath, subprotocol } from '../../../shared/socket-protocol.ts'
import type { ServedEngine } from './served-engine.ts'

/** How a WebSocket ended: before it was one (`status`), or after (`code`); `said` is all that it was told. */
interface Ended {
  status?: number
  code?: number
  said: string[]
}

interface PageSocket {
  socket: WebSocket
  ended: Promise<Ended>
  said: string[]
}

/** The WebSockets of a test, opened as pages of the host open theirs. */
export interface PageSockets {
  /** With a token unless told otherwise. */
  open: (options?: ClientOptions & { protocols?: string[]; path?: string }) => PageSocket
  openAdmitted: () => Promise<PageSocket>
  /** Ends all of them. */
  end: () => void
}

export function pageSockets(served: () => ServedEngine): PageSockets {
  let sockets: WebSocket[] = []
  const open: PageSockets['open'] = (options = {}) => {
    const { token, authority } = served()
    const { protocols = [subprotocol, `token.${token}`], path = socketPath, ...rest } = options
    const origin = `http://${authority}`
    const socket = new WebSocket(`ws://${authority}${path}`, protocols, { origin, ...rest })
    sockets.push(socket)
    const said: string[] = []
    socket.on('message', (data: Buffer) => said.push(data.toString()))
    socket.on('error', () => undefined)
    const ended = new Promise<Ended>((resolve) => {
      socket.on('unexpected-response', (_request, response) =>
        resolve({ status: response.statusCode ?? 0, said }),
      )
      socket.on('close', (code) => resolve({ code, said }))
    })
    return { socket, ended, said }
  }
  return {
    open,
    async openAdmitted() {
      const page = open()
      await expect.poll(() => page.said).toHaveLength(1)
      return page
    },
    end() {
      for (const socket of sockets) socket.terminate()
      sockets = []
    },
  }
}

export function isLetIn({ socket, ended }: PageSocket): Promise<boolean> {
  return Promise.race([
    ended.then(() => false),
    new Promise<boolean>((resolve) => socket.on('message', () => resolve(true))),
  ])
}
