import { connect, createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createWebServer } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Certified } from './own-authority.ts'

/** Listens on loopback until the test ends. @returns the port */
async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Accepts connections and never answers. */
export function silentServer(): Promise<number> {
  return portOf(
    createTcpServer((socket) => {
      socket.on('error', () => undefined)
      onTestFinished(() => void socket.destroy())
    }),
  )
}

/** Reads the request and cuts the connection. */
export function cuttingServer(): Promise<number> {
  return portOf(createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
}

/** Answers every request like STS, over TLS, with a certificate of its own authority. */
export function tlsServer({ key, cert }: Pick<Certified, 'key' | 'cert'>): Promise<number> {
  return portOf(
    createTlsServer({ key, cert }, (_, response) => {
      response.setHeader('content-type', 'text/xml').end(identityAnswer)
    }),
  )
}

/** What a proxy was asked for, and with which password. */
export interface Asked {
  target: string
  password: string | undefined
}

/**
 * A proxy that leads every name to a server of this machine: no request leaves it.
 * @param to the port of that server; null to refuse everything
 */
export async function loopbackProxy(to: number | null): Promise<{ port: number; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createWebServer(({ url = '', headers }, response) => {
    asked.push({ target: url, password: headers['proxy-authorization'] })
    response.setHeader('content-type', 'text/xml').end(identityAnswer)
  })
  server.on('connect', ({ url = '', headers }, socket) => {
    asked.push({ target: url, password: headers['proxy-authorization'] })
    socket.on('error', () => undefined)
    if (to === null) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const inner = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(inner).pipe(socket)
    })
    inner.on('error', () => socket.destroy())
    onTestFinished(() => void socket.destroy())
  })
  return { port: await portOf(server), asked }
}

/** Answers like the sign-in page of a network, not like AWS. */
export function signInPage(): Promise<number> {
  return portOf(
    createWebServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'),
    ),
  )
}

const identityAnswer =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::123456789012:user/me</Arn><UserId>AIDA</UserId><Account>123456789012</Account>' +
  '</GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>' +
  '</GetCallerIdentityResponse>'
