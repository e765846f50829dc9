import type { Agent as HttpAgent } from 'node:http'

/**
 * Node's HTTP. An `import` of its values from `node:http` reads every export of that module, `WebSocket`
 * among them, and so loads undici: a tenth of a second or more for each process and each worker thread.
 * Source: `lazyUndici` in Node's lib/http.js. The build takes this file for packages, too.
 */
const http = process.getBuiltinModule('node:http')

export const { Agent, createServer, request, STATUS_CODES } = http
export type Agent = HttpAgent
/** What packages import. @public */
export default http
