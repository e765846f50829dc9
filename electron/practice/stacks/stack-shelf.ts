import type { Documents, ResourceRecord } from '../world.ts'
import { isLive, recordOf } from './stack-record.ts'
import type { StackRecord } from './stack-record.ts'

/** Deleted stacks that still answer by their ARN; AWS keeps them for 90 days. */
const deletedKept = 50

/** The stacks of the account: in memory, and as documents that are written first. */
export interface StackShelf {
  all(): StackRecord[]
  /** By ARN, deleted ones too; or by name, where deleted ones no longer resolve. */
  find(nameOrId: string, region: string): StackRecord | undefined
  add(stack: StackRecord, templateText: string): void
  /** @throws Error when its document cannot be written; in memory the stack is what it is now */
  save(stack: StackRecord): void
  templateText(stack: StackRecord): string
  /** Everything that exists, of all stacks. */
  records(): readonly ResourceRecord[]
  record(physicalId: string, type?: string): ResourceRecord | undefined
}

export function stackShelf(documents: Documents): StackShelf {
  const stacks = new Map<string, StackRecord>()
  for (const key of documents.keys('stack/')) {
    const stack = documents.get(key) as StackRecord
    stacks.set(stack.id, stack)
  }
  // A template whose stack was never kept: the account was killed in between, before the call was answered.
  const uuids = new Set([...stacks.values()].map(({ uuid }) => uuid))
  for (const key of documents.keys('stack-template/'))
    if (!uuids.has(key.slice('stack-template/'.length))) documents.remove(key)
  let records: ResourceRecord[] | undefined
  let byPhysicalId = new Map<string, ResourceRecord[]>()

  const shelf: StackShelf = {
    all: () => [...stacks.values()].toSorted((left, right) => left.createdAtMs - right.createdAtMs),
    find(nameOrId, region) {
      const byId = stacks.get(nameOrId)
      if (byId !== undefined) return byId.region === region ? byId : undefined
      return shelf
        .all()
        .find(
          (stack) => stack.name === nameOrId && stack.region === region && stack.status !== 'DELETE_COMPLETE',
        )
    },
    add(stack, templateText) {
      documents.put(`stack-template/${stack.uuid}`, templateText)
      documents.put(`stack/${stack.uuid}`, stack)
      stacks.set(stack.id, stack)
      records = undefined
    },
    save(stack) {
      records = undefined
      documents.put(`stack/${stack.uuid}`, stack)
      if (stack.status === 'DELETE_COMPLETE') forgetOldest()
    },
    templateText: (stack) => documents.get(`stack-template/${stack.uuid}`) as string,
    records: () => (records ??= indexed()),
    record(physicalId, type) {
      shelf.records()
      return byPhysicalId.get(physicalId)?.find((one) => type === undefined || one.type === type)
    },
  }
  return shelf

  function indexed(): ResourceRecord[] {
    const live = shelf
      .all()
      .flatMap((stack) => stack.resources.filter(isLive).map((resource) => recordOf(stack, resource)))
    byPhysicalId = Map.groupBy(live, ({ physicalId }) => physicalId)
    return live
  }

  function forgetOldest(): void {
    // What a stack has left behind is known through it alone.
    const deleted = shelf
      .all()
      .filter((stack) => stack.status === 'DELETE_COMPLETE' && !stack.resources.some(isLive))
    const newestFirst = deleted.toSorted((left, right) => (right.deletedAtMs ?? 0) - (left.deletedAtMs ?? 0))
    for (const stack of newestFirst.slice(deletedKept)) {
      documents.remove(`stack/${stack.uuid}`)
      documents.remove(`stack-template/${stack.uuid}`)
      stacks.delete(stack.id)
    }
  }
}
