import { leftMs } from '../../age.ts'
import type { World } from '../../world.ts'
import { randomText } from '../names.ts'
import { interfaceKey, keptInterfaces, type KeptInterface } from './kept-interfaces.ts'

/** A network interface that the account keeps for Lambda or for a load balancer. */
interface ServiceInterface extends KeptInterface {
  /** How long it stays after its last user. */
  lingerMs?: number
  /** Physical ids of what uses it. AWS shares one among all functions with the same subnet and groups. */
  users: string[]
}

export type WantedInterface = Pick<
  ServiceInterface,
  'description' | 'requesterId' | 'region' | 'vpcId' | 'subnetId' | 'groupIds'
> & { interfaceType: 'lambda' | 'interface' | 'api_gateway_managed' }

/** When the account has started, unfinished stack operations have continued by then. */
const reconcileAfterMs = 2_000

/**
 * The network interfaces of services, kept as documents. Those that were about to disappear when the
 * account last ended do so from here.
 */
export class ServiceInterfaces {
  readonly #world: Pick<World, 'documents' | 'resource'>
  readonly #removals = new Map<string, NodeJS.Timeout>()
  readonly #reconciling: NodeJS.Timeout
  /**
   * Users from before the start. What was being created when the account was killed is created again,
   * perhaps under another name; then nobody would release the interface of the first name.
   */
  readonly #unconfirmed: Set<string>

  constructor(world: Pick<World, 'documents' | 'resource'>) {
    this.#world = world
    const kept = this.#all()
    for (const { networkInterfaceId, goneAtMs, lingerMs = 0 } of kept)
      if (goneAtMs !== undefined) this.#removeAfter(networkInterfaceId, leftMs(goneAtMs, lingerMs))
    this.#unconfirmed = new Set(kept.flatMap(({ users }) => users))
    this.#reconciling = setTimeout(() => this.#releaseForgotten(), reconcileAfterMs).unref()
  }

  /**
   * Shares the Lambda interface with the same subnet and groups, or creates an interface.
   * @returns its id, and whether it is new
   */
  hold(user: string, wanted: WantedInterface): { networkInterfaceId: string; isNew: boolean } {
    this.#unconfirmed.delete(user)
    const shared = this.#all().find((kept) => canShare(kept, wanted))
    const { goneAtMs: _, lingerMs: __, ...base } = shared ?? newInterface(wanted)
    const { networkInterfaceId } = base
    clearTimeout(this.#removals.get(networkInterfaceId))
    this.#removals.delete(networkInterfaceId)
    this.#save({ ...base, users: [...new Set([...base.users, user])] })
    return { networkInterfaceId, isNew: shared === undefined }
  }

  /**
   * Releases a user's interfaces. Those without other users stay for `lingerMs` more, also through a restart
   * of the account.
   * @returns the ids of those
   */
  release(user: string, lingerMs: number): string[] {
    return this.#all()
      .filter(({ users }) => users.includes(user))
      .flatMap((kept) => {
        const users = kept.users.filter((other) => other !== user)
        if (users.length > 0) {
          this.#save({ ...kept, users })
          return []
        }
        const goneAtMs = Date.now() + lingerMs
        this.#save({ ...kept, users, goneAtMs, lingerMs })
        this.#removeAfter(kept.networkInterfaceId, lingerMs)
        return [kept.networkInterfaceId]
      })
  }

  /** Whether one of these is still there without a user. */
  linger(ids: readonly string[]): boolean {
    return this.#all().some(
      ({ networkInterfaceId, users }) => ids.includes(networkInterfaceId) && users.length === 0,
    )
  }

  /** Stops all timers. The next `ServiceInterfaces` on these documents removes what is left. */
  close(): void {
    clearTimeout(this.#reconciling)
    for (const timer of this.#removals.values()) clearTimeout(timer)
    this.#removals.clear()
  }

  /** An interface that others keep has no users, and is not ours to remove. */
  #all(): ServiceInterface[] {
    return keptInterfaces(this.#world).filter((kept): kept is ServiceInterface => 'users' in kept)
  }

  #save(kept: ServiceInterface): void {
    this.#world.documents.put(interfaceKey(kept.networkInterfaceId), kept)
  }

  #removeAfter(id: string, waitMs: number): void {
    clearTimeout(this.#removals.get(id))
    const timer = setTimeout(() => {
      this.#removals.delete(id)
      this.#world.documents.remove(interfaceKey(id))
    }, waitMs)
    this.#removals.set(id, timer.unref())
  }

  #releaseForgotten(): void {
    for (const user of this.#unconfirmed) if (this.#world.resource(user) === undefined) this.release(user, 0)
  }
}

function newInterface(wanted: WantedInterface): ServiceInterface {
  return { ...wanted, networkInterfaceId: `eni-${randomText('hex', 17)}`, status: 'in-use', users: [] }
}

function canShare(kept: ServiceInterface, wanted: WantedInterface): boolean {
  const groups = (ids: readonly string[]): string => ids.toSorted().join()
  return (
    wanted.interfaceType === 'lambda' &&
    kept.interfaceType === 'lambda' &&
    kept.subnetId === wanted.subnetId &&
    groups(kept.groupIds) === groups(wanted.groupIds)
  )
}
