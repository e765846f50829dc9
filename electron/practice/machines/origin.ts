import { existsSync } from 'node:fs'
import { findPerlModule } from '../../platform/nginx-modules.ts'
import { findTool } from '../../platform/tools.ts'
import { startListeningWorker } from '../traffic/listening-worker.ts'
import { internet } from '../address-book.ts'
import type { World } from '../world.ts'
import type { OriginWorkerData } from './embedded-origin-worker.ts'
import { inRoot, type MachineFolder } from './machine-folder.ts'
import { listenedPorts, readNginxConfig, servers } from './nginx-config.ts'
import { makeCertificates } from './nginx-certificates.ts'
import { callsPerl } from './nginx-perl.ts'
import { startNginx, type WebServer } from './nginx-process.ts'
import { formatNginx, type Directive } from './nginx-syntax.ts'

const configPath = '/etc/nginx/nginx.conf'

export interface Origin {
  software: string
  /** Of the certificates that it has, as curl takes them. */
  pins: readonly string[]
  close(): Promise<void>
}

/** Whether the instance's files make it an origin: they hold a configuration of nginx. */
export function isOrigin(folder: MachineFolder): boolean {
  return existsSync(inRoot(folder, configPath))
}

/**
 * Starts nginx for an instance, or else the embedded origin, also where nginx lacks the perl module that the
 * configuration calls, and publishes its ports under the instance's private address, and its public ones.
 * The fault `originDelayMs` is read once, at this moment; ports with `stub_status` are not delayed.
 * @throws Error with the reason when it does not start
 */
export async function startOrigin(
  world: World,
  machine: { folder: MachineFolder; vpcId: string; privateIp: string; publicHosts: readonly string[] },
): Promise<Origin> {
  const { folder, vpcId, privateIp } = machine
  const addresses = [[vpcId, privateIp], ...machine.publicHosts.map((host) => [internet, host])] as const
  const config = readNginxConfig(folder, configPath)
  const pins = await makeCertificates(folder, config, machine.publicHosts.at(-1) ?? privateIp)
  const withdraw = (): void => {
    for (const [network = '', host = ''] of addresses)
      for (const port of listenedPorts(config)) world.addresses.withdraw(network, host, port)
  }
  const onDeath = (reason: string): void => {
    world.log('error', 'An origin has died.', { vpcId, privateIp, reason })
    withdraw()
  }
  const nginx = findTool('nginx')
  const needsPerl = callsPerl(config)
  const perlModule = nginx !== undefined && needsPerl ? findPerlModule(nginx) : undefined
  const server =
    nginx === undefined || (needsPerl && perlModule === undefined)
      ? await startEmbedded(config, folder, onDeath)
      : await startNginx(nginx, config, {
          folder,
          children: world.children,
          lookup: (host, port) => world.addresses.lookup(vpcId, host, port),
          perlModule,
          onDeath,
        })
  const { ports, closeRelay } = await delayed(server, config, world.faults().originDelayMs, onDeath)
  for (const [network = '', host = ''] of addresses)
    for (const [port, loopbackPort] of ports) world.addresses.publish(network, host, port, loopbackPort)
  return {
    software: server.software,
    pins,
    async close() {
      withdraw()
      await closeRelay()
      await server.close()
    },
  }
}

async function startEmbedded(
  config: readonly Directive[],
  folder: MachineFolder,
  onDeath: (reason: string) => void,
): Promise<WebServer> {
  const ports = listenedPorts(config)
  const data: OriginWorkerData = { kind: 'origin', config: formatNginx(config), root: folder.root, ports }
  const { ports: loopbackPorts, close } = await startListeningWorker('embedded-origin', data, onDeath)
  return {
    software: `embedded-origin/node-${process.versions.node}`,
    ports: pairs(ports, loopbackPorts),
    close,
  }
}

async function delayed(
  server: WebServer,
  config: readonly Directive[],
  delayMs: number,
  onDeath: (reason: string) => void,
): Promise<{ ports: ReadonlyMap<number, number>; closeRelay: () => Promise<void> }> {
  const slow = delayMs > 0 ? listenedPorts(config).filter((port) => !hasStatus(config, port)) : []
  if (slow.length === 0) return { ports: server.ports, closeRelay: async () => undefined }
  const upstreamPorts = slow.map((port) => server.ports.get(port) ?? 0)
  const data: OriginWorkerData = { kind: 'delay', delayMs, upstreamPorts }
  const relay = await startListeningWorker('embedded-origin', data, onDeath)
  return { ports: new Map([...server.ports, ...pairs(slow, relay.ports)]), closeRelay: relay.close }
}

function hasStatus(config: readonly Directive[], port: number): boolean {
  const blocks = servers(config).filter(({ ports }) => ports.includes(port))
  return JSON.stringify(blocks.map(({ block }) => block)).includes('"stub_status"')
}

function pairs(ports: readonly number[], loopbackPorts: readonly number[]): Map<number, number> {
  return new Map(
    ports.flatMap((port, place) =>
      loopbackPorts[place] === undefined ? [] : [[port, loopbackPorts[place]]],
    ),
  )
}
