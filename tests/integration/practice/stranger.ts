import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The address that a stranger connects from; on Linux all of 127.0.0.0/8 is this machine. */
const strangersAddress = '127.0.0.2'
/** `nobody` on Linux. */
const strangersUid = 65_534

/**
 * Changes its user only after the start: others may not be allowed to run this Node. Prints the answer's
 * status.
 */
const script = `
  const [uid, options, body] = JSON.parse(process.argv[1])
  if (process.getuid() === 0) { process.setgroups([]); process.setgid(uid); process.setuid(uid) }
  require('node:http').request(options, (response) => {
    response.resume()
    process.stdout.write(String(response.statusCode))
  }).end(body)
`

/**
 * Sends a request from 127.0.0.2, with the port of somebody's connection from 127.0.0.1: as another user
 * when this process is root's, else as the same user.
 * @returns the status of the answer
 */
export async function askAsStranger(
  to: { port: number; method?: string; path?: string; headers?: Record<string, string> },
  localPort: number,
  body = '',
): Promise<number> {
  const options = { host: '127.0.0.1', localAddress: strangersAddress, localPort, ...to }
  const argument = JSON.stringify([strangersUid, options, body])
  const child = spawn(process.execPath, ['-e', script, argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  let status = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (status += text))
  await once(child, 'close')
  return Number(status)
}
