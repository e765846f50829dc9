import type { World } from '../../world.ts'
import { randomText } from '../names.ts'

/**
 * A network interface that a service keeps in somebody's VPC, as `interface/<id>` in the account's
 * documents.
 */
export interface ServiceInterface {
  networkInterfaceId: string
  description: string
  interfaceType: 'lambda' | 'interface'
  status: 'in-use'
  requesterId: string
  region: string
  vpcId: string
  subnetId: string
  groupIds: string[]
  /** Physical ids of what uses it. AWS shares one among all functions with the same subnet and groups. */
  users: string[]
  /** Set when the last user is gone: when the interface goes too, in epoch milliseconds. */
  goneAtMs?: number
}

export type InterfaceWanted = Pick<
  ServiceInterface,
  'description' | 'interfaceType' | 'requesterId' | 'region' | 'vpcId' | 'subnetId' | 'groupIds'
>

export interface ServiceInterfaces {
  /**
   * Shares the interface of that kind with the same subnet and groups, or makes one. Answers its id and
   * whether it is new.
   */
  hold(user: string, wanted: InterfaceWanted): { networkInterfaceId: string; isNew: boolean }
  /**
   * The user is gone. Interfaces that nobody else uses stay for `lingerMs` more, also through a restart of
   * the account.
   * @returns the ids of those
   */
  release(user: string, lingerMs: number): string[]
  /** Whether one of these is there and used by nobody: it is on its way out. */
  linger(ids: readonly string[]): boolean
  /** Stops waiting. What lingers is taken up again by the next `serviceInterfaces`. */
  close(): void
}

/** By then the account has taken up what it was doing when it last ended. */
const reconcileAfterMs = 2_000

/**
 * Keeps the interfaces of services in the documents, and takes up those that were lingering when the
 * account last ended.
 */
export function serviceInterfaces(world: World): ServiceInterfaces {
  const timers = new Map<string, NodeJS.Timeout>()
  const all = (): ServiceInterface[] =>
    world.documents.keys('interface/').map((key) => world.documents.get(key) as ServiceInterface)
  // An interface that others keep under the same prefix has no users, and is not ours to remove.
  const ours = (): ServiceInterface[] => all().filter((kept) => Array.isArray(kept.users))

  const removeAt = (id: string, goneAtMs: number): void => {
    clearTimeout(timers.get(id))
    const timer = setTimeout(() => {
      timers.delete(id)
      world.documents.remove(keyOf(id))
    }, goneAtMs - Date.now())
    timers.set(id, timer.unref())
  }

  for (const kept of ours()) if (kept.goneAtMs !== undefined) removeAt(kept.networkInterfaceId, kept.goneAtMs)

  // Whoever was being made when the account was killed is made again, perhaps under another name; then
  // nobody would let go of these.
  const suspects = new Set(ours().flatMap(({ users }) => users))
  const reconciling = setTimeout(() => {
    for (const user of suspects) if (world.resource(user) === undefined) self.release(user, 0)
  }, reconcileAfterMs).unref()

  const self: ServiceInterfaces = {
    hold(user, wanted) {
      suspects.delete(user)
      const groups = wanted.groupIds.toSorted().join()
      const shared =
        wanted.interfaceType === 'lambda'
          ? ours().find(
              (kept) =>
                kept.interfaceType === 'lambda' &&
                kept.subnetId === wanted.subnetId &&
                kept.groupIds.toSorted().join() === groups,
            )
          : undefined
      const { goneAtMs: _, ...base } = shared ?? {
        ...wanted,
        networkInterfaceId: `eni-${randomText('hex', 17)}`,
        status: 'in-use' as const,
        users: [],
        goneAtMs: undefined,
      }
      const id = base.networkInterfaceId
      clearTimeout(timers.get(id))
      timers.delete(id)
      world.documents.put(keyOf(id), { ...base, users: [...new Set([...base.users, user])] })
      return { networkInterfaceId: id, isNew: shared === undefined }
    },
    release(user, lingerMs) {
      return ours()
        .filter(({ users }) => users.includes(user))
        .flatMap((kept) => {
          const users = kept.users.filter((other) => other !== user)
          if (users.length > 0) {
            world.documents.put(keyOf(kept.networkInterfaceId), { ...kept, users })
            return []
          }
          const goneAtMs = Date.now() + lingerMs
          world.documents.put(keyOf(kept.networkInterfaceId), { ...kept, users, goneAtMs })
          removeAt(kept.networkInterfaceId, goneAtMs)
          return [kept.networkInterfaceId]
        })
    },
    linger: (ids) =>
      ours().some(({ networkInterfaceId, users }) => ids.includes(networkInterfaceId) && users.length === 0),
    close() {
      clearTimeout(reconciling)
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
  return self
}

function keyOf(id: string): string {
  return `interface/${id}`
}
