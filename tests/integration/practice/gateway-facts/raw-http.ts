import { createServer, type Server, type Socket } from 'node:net'
import { connect } from 'node:tls'

/** A message of HTTP as it is on the wire. */
export interface Message {
  start: string
  /** In order, as they are written. */
  headers: [name: string, value: string][]
  body: Buffer
}

/** The values of a header; with `exactly` only those whose name is written like this. */
export function valuesOf(message: Message, name: string, exactly: boolean): string[] {
  const written = (text: string): string => (exactly ? text : text.toLowerCase())
  return message.headers.filter(([given]) => written(given) === written(name)).map(([, value]) => value)
}

/** Sends a request over TLS to a port of this machine. Rejects when the connection ends without an answer. */
export function ask(port: number, message: Message): Promise<Message> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () =>
      socket.write(written(message)),
    )
    let received = Buffer.alloc(0)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The connection ended without an answer.')))
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece])
      const answer = parsed(received)
      if (answer === undefined) return
      if (answer.start.startsWith('HTTP/1.1 100')) {
        received = received.subarray(received.indexOf('\r\n\r\n') + 4)
        return
      }
      resolve(answer)
      socket.destroy()
    })
  })
}

/** A server that answers every request with what `answer` makes of it, byte by byte. */
export async function listen(
  answer: (request: Message) => Message,
): Promise<{ server: Server; port: number }> {
  const server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece])
      const request = parsed(received)
      if (request === undefined) return
      received = Buffer.alloc(0)
      socket.write(written(answer(request)))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port.')
  return { server, port: address.port }
}

function written({ start, headers, body }: Message): Buffer {
  const head = [start, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}

/** @returns undefined until the whole message is there */
function parsed(bytes: Buffer): Message | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const body = bytes.subarray(end + 4)
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  return body.length < length ? undefined : { start, headers, body: body.subarray(0, length) }
}
