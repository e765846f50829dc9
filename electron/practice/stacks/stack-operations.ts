import { recordSignal } from '../resources/cloudformation/wait-conditions.ts'
import { cloudFormationService } from '../services/cloudformation.ts'
import type { ResourceType, Service, World } from '../world.ts'
import { StackRunner } from './stack-runner.ts'
import { stackShelf } from './stack-shelf.ts'

/** What the stacks need of the account: the world without what they contribute to it. */
export type StackWorld = Omit<World, 'resources' | 'resource' | 'signal'>

export interface Stacks extends Pick<World, 'resources' | 'resource' | 'signal'> {
  readonly service: Service
  /** The stacks of a Region that have not been deleted, with their own tags. */
  tagged(region: string): { id: string; tags: Record<string, string> }[]
  /** The whole world, as resource types see it. */
  readonly world: World
  /**
   * After a restart, before the endpoint answers: brings live resources back and continues operations
   * that were in progress.
   */
  resume(): Promise<void>
  /** Whether any stack is there that has not been deleted. */
  live(): boolean
  /** Resolves once no operation is in progress. */
  settled(): Promise<void>
  /** Stops all operations; the next `createStacks` on the same documents continues them. */
  close(): Promise<void>
}

/** The stacks of an account: the CloudFormation service, and the resources that it has created. */
export function createStacks(world: StackWorld, types: readonly ResourceType[]): Stacks {
  const byName = new Map(types.map((type) => [type.type, type]))
  if (byName.size !== types.length) throw new Error('A resource type is there twice')
  const shelf = stackShelf(world.documents)
  const own: Pick<World, 'resources' | 'resource' | 'signal'> = {
    resources: (type) => shelf.records().filter((record) => type === undefined || record.type === type),
    resource: (physicalId, type) => shelf.record(physicalId, type),
    signal: (handleUrl, signal) => recordSignal(world.documents, handleUrl, signal),
  }
  const whole: World = {
    accountId: world.accountId,
    partition: world.partition,
    folder: world.folder,
    documents: world.documents,
    addresses: world.addresses,
    children: world.children,
    pace: world.pace,
    faults: () => world.faults(),
    userPolicies: () => world.userPolicies(),
    managedPolicy: (arn) => world.managedPolicy(arn),
    managedPolicies: () => world.managedPolicies(),
    log: (level, message, details) => world.log(level, message, details),
    ...own,
  }
  const runner = new StackRunner(whole, byName, shelf)
  return {
    service: cloudFormationService(whole, shelf, runner),
    world: whole,
    ...own,
    tagged: (region) =>
      shelf
        .all()
        .filter((stack) => stack.region === region && stack.status !== 'DELETE_COMPLETE')
        .map(({ id, tags }) => ({ id, tags })),
    resume: () => runner.resume(),
    live: () => shelf.all().some((stack) => stack.status !== 'DELETE_COMPLETE'),
    settled: () => runner.settled(),
    close: () => runner.close(),
  }
}
