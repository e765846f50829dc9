/** The practice account's composition root: the only place where its parts meet. */
import { join } from 'node:path'
import type { Log } from '../platform/log.ts'
import { findTool } from '../platform/tools.ts'
import { openAddressBook } from './address-book.ts'
import { openChildren } from './children.ts'
import { accessKeyOf, makeFolder } from './connection.ts'
import { openDocuments } from './documents.ts'
import { type FaultsFile, openFaults } from './faults.ts'
import { createMachines, type Machines } from './machines/machines.ts'
import { type Pace, usualPace } from './pace.ts'
import { recordResourceTypes } from './resources/record-types.ts'
import { createRunningTypes } from './resources/running-types.ts'
import { type Clients, type Endpoint, startEndpoint } from './server.ts'
import { deniedPolicies } from './iam/denied-policies.ts'
import { findCaller } from './iam/callers.ts'
import { refusalOfCall } from './iam/authorize.ts'
import { operationsWithoutRow } from './iam/operations/table.ts'
import { openPrepared } from './prepared.ts'
import type { WireCall } from './wire/wire.ts'
import type { InvocationLogs } from './lambda/invocation-logs.ts'
import { apiGatewayService } from './services/api-gateway.ts'
import { configService } from './services/config.ts'
import { ec2Service } from './services/ec2.ts'
import { elasticLoadBalancingService } from './services/elastic-load-balancing.ts'
import { iamService } from './services/iam.ts'
import { lambdaService } from './services/lambda.ts'
import { logsService } from './services/logs.ts'
import { schedulerService } from './services/scheduler.ts'
import { runSchedules } from './schedules/schedule-runner.ts'
import { pricingService } from './services/pricing.ts'
import { practiceService, practiceServiceName } from './services/practice.ts'
import { serviceQuotasService } from './services/service-quotas.ts'
import { ssoOidcService } from './services/sso-oidc.ts'
import { ssoPortalService } from './services/sso-portal.ts'
import { stsService } from './services/sts.ts'
import { taggingService } from './services/tagging.ts'
import type { AccessKey } from './signature.ts'
import { createStacks, type Stacks } from './stacks/stack-operations.ts'
import { findSession, mfaCode } from './sessions.ts'
import { issueToken } from './sign-in/bearer-tokens.ts'
import { createSignInPage, type SignInPage } from './sign-in/sign-in-page.ts'
import { breakOf, createThrottle, refusedShare } from './throttling.ts'
import { type Children, type Json, type Service, ServiceError, type World } from './world.ts'

/** The account number of AWS's own examples, which belongs to no customer. */
const accountId = '123456789012'
const partition = 'aws'

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
  /** Ends endpoint, resources and processes. What is on disk stays, and the next account brings it back. */
  close(): Promise<void>
}

/** Starts the account of a folder: brings back the stacks that it finds there, then answers. */
export async function createAccount(options: AccountOptions): Promise<PracticeAccount> {
  const { folder, log } = options
  makeFolder(folder)
  const faults = openFaults(join(folder, 'faults.json'))
  const problem = faults.problem()
  if (problem !== undefined) throw new Error(problem)
  const key = accessKeyOf(join(folder, 'key.json'))
  const children = openChildren()
  // The world needs the stacks, the stacks the resource types, and those the world.
  const world: World = openWorld(options, { children, faults }, () => stacks)
  const machines = createMachines(world)
  const running = createRunningTypes(world)
  const stacks: Stacks = createStacks(world, [...recordResourceTypes, ...machines.types, ...running.types])
  const signInPage = createSignInPage(world.documents, log)
  const services = servicesOf(options, world, { machines, stacks, signInPage, ...running })
  await stacks.resume()
  const schedules = runSchedules(world, stacks.service)
  const endpoint = await openEndpoint(world, { key, faults, log, stacks }, services)
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

function openWorld(
  { folder, log, pace = usualPace }: AccountOptions,
  { children, faults }: { children: Children; faults: FaultsFile },
  stacks: () => Stacks,
): World {
  return {
    accountId,
    partition,
    folder,
    documents: openDocuments(join(folder, 'state'), (file, reason) =>
      log('error', 'Moved a damaged document aside.', { file, reason }),
    ),
    addresses: openAddressBook(join(folder, 'addresses.txt')),
    children,
    pace,
    faults: () => faults.current(),
    ...preparedPolicies(join(folder, 'prepared.json'), faults),
    resources: (type) => stacks().resources(type),
    resource: (physicalId, type) => stacks().resource(physicalId, type),
    signal: (handleUrl, signal) => stacks().signal(handleUrl, signal),
    log,
  }
}

interface Parts {
  logs: InvocationLogs
  machines: Machines
  stacks: Stacks
  signInPage: SignInPage
}

/** Every service that the account imitates, and Sluice's own. */
function servicesOf(
  { version }: AccountOptions,
  world: World,
  { machines, stacks, signInPage, logs }: Parts,
): Service[] {
  const { documents } = world
  const tools = Object.fromEntries(['nginx', 'wrk', 'curl'].map((name) => [name, findTool(name) ?? null]))
  return [
    practiceService(
      world,
      () => ({ pid: process.pid, version, tools }),
      () => mfaCode(documents, Date.now()),
      (seconds) => issueToken(documents, 'web-identity', seconds, Date.now()),
    ),
    stsService(world),
    ssoOidcService(world, () => signInPage.address()),
    ssoPortalService(world),
    iamService(world),
    ec2Service(world, (instanceId) => machines.terminate(instanceId)),
    stacks.service,
    machines.ssm,
    lambdaService(world),
    apiGatewayService(world),
    configService(world),
    elasticLoadBalancingService(world),
    logsService(world, logs),
    pricingService(),
    schedulerService(world),
    serviceQuotasService(world),
    taggingService(world, (region) => stacks.tagged(region)),
  ]
}

/** Starts the endpoint, on the port of the account before if that is free. */
async function openEndpoint(
  world: World,
  { key, faults, log, stacks }: { key: AccessKey; faults: FaultsFile; log: Log; stacks: Stacks },
  services: readonly Service[],
): Promise<Endpoint> {
  const without = operationsWithoutRow(services)
  if (without.length > 0)
    throw new Error(`electron/practice/iam/operations/ has no row for ${without.join(', ')}`)
  const { documents } = world
  const keptPort = documents.get('endpoint/port')
  const endpoint = await startEndpoint({
    services,
    key,
    sessionOf: (accessKeyId) => findSession(documents, accessKeyId),
    throttle: createThrottle(
      () => refusedShare(world.faults(), Date.now()),
      () => performance.now(),
      Math.random,
    ),
    breaks: (service) => breakOf(service, world.faults().serverErrors, Math.random),
    log,
    preferredPort: typeof keptPort === 'number' ? keptPort : undefined,
    clock: () => Date.now() + world.faults().clockSkewMs,
    denial: (service, call, by) =>
      invalidFaults(service, faults.problem()) ?? refusalBy(world, stacks, service, call, by),
  })
  documents.put('endpoint/port', endpoint.port)
  return endpoint
}

const everything: Json = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** What an administrator has prepared; what the faults take from the user's policies is left out of them. */
function preparedPolicies(
  file: string,
  faults: FaultsFile,
): Pick<World, 'userPolicies' | 'managedPolicy' | 'managedPolicies'> {
  const prepared = openPrepared(file)
  const start = `arn:${partition}:iam::${accountId}:policy/`
  const nameIn = (arn: string): string => (arn.startsWith(start) ? arn.slice(start.length) : '')
  let of: readonly unknown[] = []
  let documents: readonly Json[] = []
  return {
    userPolicies() {
      const now = [prepared().userPolicies, faults.current()] as const
      if (of[0] !== now[0] || of[1] !== now[1]) documents = deniedPolicies(...now)
      of = now
      return documents
    },
    // What the boundary that an organisation demands allows is the organisation's own business.
    managedPolicy: (arn) =>
      arn === faults.current().roleBoundary ? everything : prepared().managedPolicies[nameIn(arn)],
    managedPolicies: () => Object.keys(prepared().managedPolicies).map((name) => `${start}${name}`),
  }
}

function refusalBy(
  world: World,
  stacks: Stacks,
  service: Service,
  { operation, input }: WireCall,
  { callerId, region }: { callerId: string; region: string },
): ServiceError | undefined {
  const facts = { ...world, region, stacks: (region: string) => stacks.tagged(region) }
  return refusalOfCall({ service, operation, input, caller: findCaller(world, callerId), facts })
}

/** Every call tells of a file of faults that cannot be read; Sluice's own requests are no calls to AWS. */
function invalidFaults({ name }: Service, problem: string | undefined): ServiceError | undefined {
  return problem === undefined || name === practiceServiceName
    ? undefined
    : new ServiceError('InvalidFaults', problem)
}
