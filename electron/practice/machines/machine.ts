import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '../../../shared/errors.ts'
import type { World } from '../world.ts'
import type { WaysOut } from '../resources/ec2/ways-out.ts'
import {
  machineFolder,
  makeMachineFolder,
  writeDescribedFiles,
  type MachineFolder,
} from './machine-folder.ts'
import { killProcessesOf } from './marked-processes.ts'
import { isOrigin, startOrigin, type Origin } from './origin.ts'
import { toolCommand, writeToolWrappers } from './tool-wrappers.ts'
import { readUserData } from './user-data.ts'

export interface MachineFacts {
  instanceId: string
  logicalId: string
  region: string
  /** Its private address is one of this VPC. */
  vpcId: string
  privateIp: string
  /** Its public address and that one's name; empty without them. */
  publicHosts: string[]
  /** What it reaches beyond its VPC, asked when it boots. */
  waysOut: () => WaysOut
  /** Base64, as the template gives it. */
  userData: string
  /** Whether the instance's role lets its agent register with SSM. */
  hasAgent: boolean
}

/** A running instance. */
export interface Machine {
  readonly facts: MachineFacts
  readonly folder: MachineFolder
  /** When its SSM agent registered, in epoch milliseconds; undefined before. */
  registeredAtMs(): number | undefined
  /** Ends its processes; its folder stays. */
  close(): Promise<void>
  /** Ends its processes and removes its folder. */
  terminate(): Promise<void>
}

const bootKey = (instanceId: string): string => `instance/${instanceId}`

/**
 * Boots an instance in the background: writes its files, starts its origin, signals its wait conditions,
 * registers its agent. One that had booted before the account was restarted comes back at once and signals
 * nothing again.
 */
export function bootMachine(world: World, facts: MachineFacts): Machine {
  const { instanceId } = facts
  const folder = machineFolder(world.folder, instanceId)
  const ending = new AbortController()
  const agent = agentOf(world, facts, ending.signal)
  let origin: Origin | undefined

  async function boot(): Promise<void> {
    const again = world.documents.get(bootKey(instanceId)) !== undefined
    // An account that was killed may have left processes.
    if (again || existsSync(folder.path)) await killProcessesOf(instanceId, folder.path)
    makeMachineFolder(folder)
    const { files, urls, uniqueId, restartsAgent } = readUserData(facts.userData)
    const isAsleep = world.faults().agentSleeps && !again
    const registered = isAsleep ? undefined : agent.register(again)
    const signal = (status: 'SUCCESS' | 'FAILURE', data: string, reason: string): void => {
      if (!facts.waysOut().signals)
        return world.log('warn', 'An instance has no way to signal.', { instanceId, status, reason })
      for (const url of again ? [] : urls)
        world.signal(url, { status, uniqueId: uniqueId ?? instanceId, data, reason })
    }
    try {
      requireInternet(urls, facts.waysOut())
      writeDescribedFiles(folder, files)
      writeToolWrappers(folder, { book: world.addresses.file, vpcId: facts.vpcId })
      if (isOrigin(folder)) origin = await startOrigin(world, { folder, ...facts })
      // What the setup script does last, when everything else is there.
      if (isAsleep && restartsAgent) void agent.register(again)
      signal('SUCCESS', await whatRuns(origin), `${facts.logicalId} is ready`)
      world.documents.put(bootKey(instanceId), { bootedAtMs: Date.now() })
    } catch (error) {
      const reason = errorMessage(error)
      world.log('error', 'An instance did not boot.', { instanceId, reason })
      signal('FAILURE', 'did not boot', reason.slice(-1_500))
    }
    await registered
  }

  const booted = boot().catch((error: unknown) => {
    if (!ending.signal.aborted)
      world.log('error', 'An instance did not boot.', { instanceId, reason: errorMessage(error) })
  })

  async function close(): Promise<void> {
    ending.abort()
    agent.end()
    await booted
    await origin?.close()
    origin = undefined
    await killProcessesOf(instanceId, folder.path)
  }

  return {
    facts,
    folder,
    registeredAtMs: agent.registeredAtMs,
    close,
    async terminate() {
      await close()
      await rm(folder.path, { recursive: true, force: true })
      world.documents.remove(bootKey(instanceId))
    },
  }
}

/** What an instance signals: its software, and the public keys of its certificates. */
async function whatRuns(origin: Origin | undefined): Promise<string> {
  return origin === undefined ? generatorVersion() : [origin.software, ...origin.pins].join(' ')
}

/** How often the agent of an instance that is lost from the start tries to register. */
const registersAgainMs = 250

/**
 * The SSM agent of an instance. A role that does not let it register keeps it silent, and one that is lost
 * before it has registered is not known: only later is its connection lost.
 */
function agentOf(world: World, { hasAgent, logicalId }: MachineFacts, signal: AbortSignal) {
  let registeredAtMs: number | undefined
  const wait = (ms: number): Promise<void> => delay(ms, undefined, { signal }).catch(() => undefined)
  const isLost = (): boolean => world.faults().lostInstances.includes(logicalId)
  return {
    async register(again: boolean): Promise<void> {
      if (!hasAgent) return
      if (!again) {
        await wait(world.pace.agentRegistersMs)
        while (isLost() && !signal.aborted) await wait(registersAgainMs)
      }
      if (!signal.aborted) registeredAtMs = Date.now()
    },
    registeredAtMs: () => registeredAtMs,
    end() {
      registeredAtMs = undefined
    },
  }
}

/** What user data fetches from the internet takes a way there. @throws Error as git would say it */
function requireInternet(urls: readonly string[], { internet }: WaysOut): void {
  const hosts = urls.filter((url) => url.startsWith('https:')).map((url) => new URL(url).hostname)
  const foreign = hosts.find((host) => !host.startsWith('cloudformation-waitcondition-'))
  if (foreign !== undefined && !internet)
    throw new Error(`Failed to connect to ${foreign} port 443: connection timed out`)
}

/** `wrk 4.2.0` or `autocannon 9.0.0`: the load tool of this machine. `wrk -v` exits with code 1. */
async function generatorVersion(): Promise<string> {
  const [command, ...args] = toolCommand('wrk')
  const output = await new Promise<string>((resolve) => {
    execFile(command, [...args, '-v'], (_error, stdout, stderr) => resolve(`${stdout}${stderr}`))
  })
  return /^(?:wrk|autocannon) +[^\s[]\S*/.exec(output)?.[0] ?? 'wrk of an unknown version'
}
