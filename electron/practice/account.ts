/** The practice account, put together: the only place where its parts are named. */
import { join } from 'node:path'
import type { Log } from '../platform/log.ts'
import { findTool } from '../platform/tools.ts'
import { openAddressBook } from './address-book.ts'
import { openChildren } from './children.ts'
import { accessKeyOf, makeFolder } from './connection.ts'
import { openDocuments } from './documents.ts'
import { faultsFromFile } from './faults.ts'
import { createMachines } from './machines/machines.ts'
import { type Pace, usualPace } from './pace.ts'
import { recordResourceTypes } from './resources/record-types.ts'
import { createRunningTypes } from './resources/running-types.ts'
import { type Clients, startEndpoint } from './server.ts'
import { denialOf } from './denials.ts'
import { apiGatewayService } from './services/api-gateway.ts'
import { ec2Service } from './services/ec2.ts'
import { elasticLoadBalancingService } from './services/elastic-load-balancing.ts'
import { iamService } from './services/iam.ts'
import { lambdaService } from './services/lambda.ts'
import { logsService } from './services/logs.ts'
import { schedulerService } from './services/scheduler.ts'
import { runSchedules } from './schedules/schedule-runner.ts'
import { practiceService } from './services/practice.ts'
import { serviceQuotasService } from './services/service-quotas.ts'
import { ssoOidcService } from './services/sso-oidc.ts'
import { ssoPortalService } from './services/sso-portal.ts'
import { stsService } from './services/sts.ts'
import { taggingService } from './services/tagging.ts'
import type { AccessKey } from './signature.ts'
import { createStacks, type Stacks } from './stacks/stack-operations.ts'
import { findSession, mfaCode } from './sessions.ts'
import { issueToken } from './sign-in/bearer-tokens.ts'
import { createSignInPage } from './sign-in/sign-in-page.ts'
import { breakOf, createThrottle, refusedShare } from './throttling.ts'
import type { World } from './world.ts'

/** The number that AWS uses for accounts in its own examples: nobody's. */
const accountId = '123456789012'

export interface AccountOptions {
  /** The account's own folder; everything is kept in it. */
  folder: string
  version: string
  log: Log
  pace?: Pace
}

export interface PracticeAccount {
  readonly port: number
  readonly key: AccessKey
  clients(): Clients
  /** Whether a stack exists, or is being made or removed. */
  live(): boolean
  /**
   * Ends endpoint, resources and processes; what is kept on disk stays, and the next account takes it up
   * again.
   */
  close(): Promise<void>
}

/** Starts the account of a folder: takes up what it finds there, then answers. */
export async function createAccount({
  folder,
  version,
  log,
  pace = usualPace,
}: AccountOptions): Promise<PracticeAccount> {
  makeFolder(folder)
  const key = accessKeyOf(join(folder, 'key.json'))
  const documents = openDocuments(join(folder, 'state'), (file, reason) =>
    log('error', 'Moved a damaged document aside.', { file, reason }),
  )
  const children = openChildren()
  const world: World = {
    accountId,
    partition: 'aws',
    folder,
    documents,
    addresses: openAddressBook(join(folder, 'addresses.txt')),
    children,
    pace,
    faults: faultsFromFile(join(folder, 'faults.json')),
    // The stacks need the resource types, the types need the world, and the world's resources are those of
    // the stacks.
    resources: (type) => stacks.resources(type),
    resource: (physicalId) => stacks.resource(physicalId),
    signal: (handleUrl, signal) => stacks.signal(handleUrl, signal),
    log,
  }
  const machines = createMachines(world)
  const running = createRunningTypes(world)
  const stacks: Stacks = createStacks(world, [...recordResourceTypes, ...machines.types, ...running.types])
  const tools = Object.fromEntries(['nginx', 'wrk', 'curl'].map((name) => [name, findTool(name) ?? null]))
  const practice = practiceService(
    () => ({ pid: process.pid, version, tools }),
    () => mfaCode(documents, Date.now()),
    (seconds) => issueToken(documents, 'web-identity', seconds, Date.now()),
  )
  const signInPage = createSignInPage(documents, log)
  const services = [
    practice,
    stsService(world),
    ssoOidcService(world, () => signInPage.address()),
    ssoPortalService(world),
    iamService(world),
    ec2Service(world, (instanceId) => machines.terminate(instanceId)),
    stacks.service,
    machines.ssm,
    lambdaService(world),
    apiGatewayService(world),
    elasticLoadBalancingService(world),
    logsService(world),
    schedulerService(world),
    serviceQuotasService(world),
    taggingService(world, (region) => stacks.tagged(region)),
  ]
  const throttle = createThrottle(
    () => refusedShare(world.faults(), Date.now()),
    () => performance.now(),
    Math.random,
  )
  await stacks.resume()
  const schedules = runSchedules(world, stacks.service)
  const endpoint = await startEndpoint({
    services,
    key,
    sessionOf: (accessKeyId) => findSession(documents, accessKeyId),
    throttle,
    breaks: (service) => breakOf(service, world.faults().serverErrors, Math.random),
    log,
    preferredPort: preferredPort(documents.get('endpoint/port')),
    clock: () => Date.now() + world.faults().clockSkewMs,
    denial: (service, operation, method) => denialOf(world, service, operation, method),
  })
  documents.put('endpoint/port', endpoint.port)
  return {
    port: endpoint.port,
    key,
    clients: () => endpoint.clients(),
    live: () => stacks.live(),
    async close() {
      await endpoint.close()
      await signInPage.close()
      schedules.close()
      await stacks.close()
      await running.close()
      await machines.close()
      await children.close()
    },
  }
}

function preferredPort(kept: unknown): number | undefined {
  return typeof kept === 'number' ? kept : undefined
}
