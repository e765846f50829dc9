import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from '../../platform/node-http.ts'
import type { Log } from '../../platform/log.ts'
import { listenOnLoopback, portOf } from '../loopback.ts'
import { createOwnerCheck } from '../owner.ts'
import { readBody } from '../request-body.ts'
import { sameText } from '../same-text.ts'
import type { Documents } from '../world.ts'
import { answerDevice, type Device, deviceOfUserCode, isAnyPending } from './devices.ts'
import { pageRefusal } from './page-guard.ts'
import { codePage, donePage, pagePolicy, questionPage } from './page-text.ts'

/** The sign-in page of the account: where a person approves the code that a program shows. */
export interface SignInPage {
  /** Its address. It starts to listen on the first request for it. */
  address(): Promise<string>
  close(): Promise<void>
}

interface PageAnswer {
  status: number
  html: string
}

const maxFormBytes = 4_000
const path = '/device'

/**
 * A listener of its own, as the account's endpoint refuses browsers. It accepts connections of the person's
 * own user only (AWS asks for a password here), and acts only on a form that it has shown itself
 * (`page-guard.ts`, the seal).
 * @param ownerOf whether the process at the other end of a connection is this person's
 */
export function createSignInPage(documents: Documents, log: Log, ownerOf = createOwnerCheck()): SignInPage {
  /** The key of the seals of forms. It is new with each start, and a page from before must be reloaded. */
  const key = randomBytes(32)
  let opening: Promise<Server> | undefined
  const sealOf = ({ userCode }: Device): string =>
    createHmac('sha256', key).update(userCode).digest('base64url')

  function pendingDevice(userCode: string): Device | undefined {
    const device = deviceOfUserCode(documents, userCode)
    return device?.answer === 'pending' && device.expiresAtMs > Date.now() ? device : undefined
  }

  function show(query: URLSearchParams): PageAnswer {
    const typed = query.get('user_code')
    const device = pendingDevice(typed ?? '')
    if (device === undefined) return { status: typed === null ? 200 : 404, html: codePage(typed !== null) }
    return { status: 200, html: questionPage({ ...device, seal: sealOf(device) }) }
  }

  function take(form: URLSearchParams): PageAnswer {
    const device = pendingDevice(form.get('user_code') ?? '')
    if (device === undefined) return { status: 404, html: codePage(true) }
    if (!sameText(form.get('seal') ?? '', sealOf(device)))
      return { status: 403, html: questionPage({ ...device, seal: sealOf(device) }) }
    const answer = form.get('answer') === 'allow' ? 'approved' : 'denied'
    answerDevice(documents, device, answer)
    log('info', 'A sign-in was answered.', { answer, client: device.clientName })
    return { status: 200, html: donePage(answer, device.clientName) }
  }

  async function answer(request: IncomingMessage, port: number): Promise<PageAnswer | number> {
    const refusal = pageRefusal(request, port, path)
    if (refusal !== undefined) return refusal
    const owner = await ownerOf(request.socket)
    if (owner !== 'own') return owner === 'throttled' ? 429 : 403
    if (request.method === 'GET') return show(new URL(request.url ?? '', 'http://page').searchParams)
    const body = await readBody(request, maxFormBytes)
    return body === undefined ? 413 : take(new URLSearchParams(body.toString()))
  }

  async function open(): Promise<Server> {
    const server = createServer((request, response) => {
      answer(request, portOf(server)).then(
        (given) => send(response, given),
        () => response.destroy(),
      )
    })
    const kept = documents.get('sign-in/port')
    await listenOnLoopback(server, typeof kept === 'number' ? kept : undefined)
    documents.put('sign-in/port', portOf(server))
    return server
  }

  const opened = (): Promise<Server> => (opening ??= open())
  if (isAnyPending(documents, Date.now())) void opened()
  return {
    address: async () => `http://127.0.0.1:${portOf(await opened())}${path}`,
    async close() {
      const server = await opening
      if (server === undefined) return
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function send(response: ServerResponse, answer: PageAnswer | number): void {
  const [status, type, text] =
    typeof answer === 'number' ? [answer, 'plain', 'Refused.\n'] : [answer.status, 'html', answer.html]
  response.writeHead(status, {
    ...pageHeaders,
    'content-type': `text/${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

const pageHeaders = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: browsers would then hide the Origin of the page's own form as well.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  connection: 'close',
}
