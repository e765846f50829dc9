import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from '../platform/node-http.ts'
import { AppError } from '../../shared/errors.ts'
import { compileCacheEnvironment } from '../platform/compile-cache.ts'
import { entryCommand } from '../platform/entries.ts'
import { withoutOpenFiles } from '../platform/open-files.ts'
import { withExclusiveLock } from '../platform/lock.ts'
import { appVersion } from '../platform/version.ts'
import { allowedEnvironment } from './allowed-environment.ts'
import {
  type ConnectionFile,
  makeFolder,
  type PracticePaths,
  practicePaths,
  readConnection,
} from './connection.ts'
import { type PracticeDescription, practiceServiceName, practiceTargetPrefix } from './services/practice.ts'
import { prepare, type Prepared } from './prepared.ts'
import { type AccessKey, signRequest } from './signature.ts'

/** A practice account that runs and has answered. */
export interface PracticeConnection {
  /** `http://127.0.0.1:PORT` */
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
  pid: number
  version: string
  /** Where the tools are that it uses; null = missing, its stand-in works instead. */
  tools: Record<string, string | null>
  /**
   * Closes the socket that shows the account that a client is there. It also closes when this process ends.
   */
  disconnect(): void
}

/** How long a new account may take to answer: it brings back what it finds on disk first. */
const startMs = 15_000
/** How long an account of another version may take to end. */
const replaceMs = 12_000
const pingMs = 2_000

/**
 * The practice account of a data folder: the one that runs, or else a new one. It is started detached and
 * outlives the caller. Callers at the same time, also from other processes, get the same one. An account of
 * another version is ended, and its successor brings its stacks back.
 * @param prepared what an administrator has prepared there; what was prepared before stays, other Regions too
 * @throws AppError `practice-unavailable` with the end of its log when it does not answer in time
 */
export async function connectPractice(dataDir: string, prepared: Prepared): Promise<PracticeConnection> {
  const paths = practicePaths(dataDir)
  makeFolder(paths.folder)
  return withExclusiveLock(
    paths.startLock,
    async () => {
      prepare(paths.prepared, prepared)
      const running = await answering(paths)
      if (running !== undefined) {
        if (running.version === appVersion) return running
        await replace(running)
      }
      return start(dataDir, paths)
    },
    startMs + replaceMs + 5_000,
  )
}

/** The account in the connection file, if it runs and its signed answer has the same process id. */
async function answering(paths: PracticePaths): Promise<PracticeConnection | undefined> {
  const file = readConnection(paths.connection)
  if (file === undefined || !isAlive(file.pid)) return undefined
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const { pid, version, tools } = await describePractice(file, agent)
    if (pid !== file.pid) throw new Error(`Process ${pid} answers at the address of process ${file.pid}.`)
    const { accessKeyId, secretAccessKey } = file
    return {
      endpoint: endpointOf(file),
      accessKeyId,
      secretAccessKey,
      pid,
      version,
      tools,
      disconnect: () => agent.destroy(),
    }
  } catch {
    agent.destroy()
    return undefined
  }
}

async function start(dataDir: string, paths: PracticePaths): Promise<PracticeConnection> {
  const [entry, ...flags] = entryCommand('practice')
  const [command, args] = withoutOpenFiles(entry, [...flags, '--data-dir', dataDir])
  // Takes what a process prints that ends before its log is open.
  const stderr = openSync(paths.stderr, 'w', 0o600)
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'ignore', stderr],
    cwd: paths.folder,
    env: { ...allowedEnvironment(process.env), ...compileCacheEnvironment() },
  })
  closeSync(stderr)
  child.on('error', () => undefined)
  const ended = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  child.unref()
  const deadline = performance.now() + startMs
  while (!ended() && performance.now() < deadline) {
    const running = await answering(paths)
    if (running !== undefined) return running
    await sleep(25)
  }
  const silent = !ended()
  if (silent) child.kill('SIGTERM')
  const lines = [tailOfFile(paths.stderr, 10), tailOfFile(paths.log, 10)]
    .filter((text) => text !== '')
    .join('\n')
  const what = silent ? `did not answer within ${startMs / 1000} s` : 'ended while it was starting'
  throw new AppError(
    'practice-unavailable',
    `The practice account ${what}. Its log ${paths.log} ends with:\n${lines}`,
  )
}

/**
 * Ends an account of another version. Its process id is safe to signal: it has just answered with it, and its
 * answer proved that it has the key.
 */
async function replace(running: PracticeConnection): Promise<void> {
  running.disconnect()
  process.kill(running.pid, 'SIGTERM')
  const deadline = performance.now() + replaceMs
  while (isAlive(running.pid) && performance.now() < deadline) await sleep(25)
}

/**
 * Asks an account for its description. @throws when it does not answer within two seconds, or not with a
 * description
 */
async function describePractice(file: ConnectionFile, agent: Agent): Promise<PracticeDescription> {
  const body = '{}'
  const headers = {
    host: `${file.address}:${file.port}`,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${practiceTargetPrefix}.Describe`,
  }
  const key: AccessKey = { accessKeyId: file.accessKeyId, secretAccessKey: file.secretAccessKey }
  const signed = await signRequest(
    { method: 'POST', target: '/', headers, body },
    key,
    'local',
    practiceServiceName,
    Date.now(),
  )
  return new Promise((resolve, reject) => {
    const sent = request(
      endpointOf(file),
      { method: 'POST', agent, headers: { ...signed, 'content-length': body.length }, timeout: pingMs },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', reject)
        response.on('end', () => {
          try {
            if (response.statusCode !== 200) throw new Error(`The answer is ${response.statusCode}: ${text}`)
            resolve(JSON.parse(text) as PracticeDescription)
          } catch (thrown) {
            reject(thrown instanceof Error ? thrown : new Error(String(thrown)))
          }
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('No answer in time.')))
    sent.on('error', reject)
    sent.end(body)
  })
}

function endpointOf({ address, port }: ConnectionFile): string {
  return `http://${address}:${port}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The last lines of a text file, or an empty text when there is none. */
function tailOfFile(file: string, lines: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}
