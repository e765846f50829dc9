import { type CustomScheme, protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { contentSecurityPolicy } from '../browser-host/page-policy.ts'
import { contentType, pageFile } from '../browser-host/page-files.ts'

export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** The built renderer: next to the folder of the bundle that holds this file. */
const pagesFolder = fileURLToPath(new URL('../renderer', import.meta.url))

/** Serves the built renderer under `app://sluice`, and nothing else. */
export function servePages(): void {
  protocol.handle(appScheme.scheme, async (request) => {
    const file = pageFile(pagesFolder, request.url)
    if (request.method !== 'GET' || file === undefined) return refusal()
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': contentType(file),
          'content-security-policy': contentSecurityPolicy(),
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        },
      })
    } catch {
      return refusal()
    }
  })
}

function refusal(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
