import { createHash, randomUUID } from 'node:crypto'
import { leftMs } from '../../age.ts'
import { textOf } from '../../json-values.ts'
import { pause } from '../../stacks/pause.ts'
import { dnsSuffix } from '../names.ts'
import type { Documents, JsonObject, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

type Signal = Parameters<World['signal']>[1]

/** What came to a handle's URL, and when each condition began to wait for it. */
interface HandleRecord {
  url: string
  signals: Signal[]
  /** By the id of the condition, in epoch milliseconds: a restart does not restart the timeout. */
  waitingSinceMs: Record<string, number>
}

/**
 * How often a condition looks for signals. They are documents, so that one that came before a restart
 * counts after it.
 */
const lookEveryMs = 25

/**
 * Keeps a signal for the handle with this URL. Unknown URLs are ignored, and so is a second signal with the
 * same unique id.
 */
export function recordSignal(documents: Documents, url: string, signal: Signal): void {
  const handle = documents.get(keyOf(url)) as HandleRecord | undefined
  if (handle === undefined || handle.signals.some(({ uniqueId }) => uniqueId === signal.uniqueId)) return
  documents.put(keyOf(url), { ...handle, signals: [...handle.signals, signal] })
}

/** Ref is the address that signals go to: on AWS a pre-signed one in a bucket of CloudFormation's. */
const waitConditionHandle: ResourceType = {
  type: 'AWS::CloudFormation::WaitConditionHandle',
  properties: {},
  async create(_properties, { world, region, stackId, logicalId, signal }) {
    await pause(world.pace.recordMs, signal)
    const token = createHash('sha256').update(randomUUID()).digest('base64url')
    const object = encodeURIComponent(`${stackId}/${logicalId}`)
    const expires = Math.floor(Date.now() / 1000) + 86_399
    const keyId = `AKIA${token.slice(0, 16).toUpperCase().replaceAll(/[-_]/g, '2')}`
    const query = `AWSAccessKeyId=${keyId}&Expires=${expires}&Signature=${token}`
    const bucket = `cloudformation-waitcondition-${region}.s3.${region}.${dnsSuffix(world.partition)}`
    const physicalId = `https://${bucket}/${object}?${query}`
    const handle: HandleRecord = { url: physicalId, signals: [], waitingSinceMs: {} }
    world.documents.put(keyOf(physicalId), handle)
    return { physicalId, attributes: {} }
  },
  async delete({ physicalId }, { world }) {
    world.documents.remove(keyOf(physicalId))
  },
}

const waitCondition: ResourceType = {
  type: 'AWS::CloudFormation::WaitCondition',
  properties: { Handle: 'required', Timeout: 'required', Count: 'optional' },
  async create(properties, { world, stackId, logicalId, signal }) {
    const key = keyOf(textOf(properties['Handle']))
    const physicalId = `${stackId}/${logicalId}`
    const count = wholeNumber(properties, 'Count', 1, 1_000)
    const timeoutMs = wholeNumber(properties, 'Timeout', 1, 43_200) * 1000
    const sinceMs = startWaiting(world.documents, key, physicalId)
    const untilMs = performance.now() + leftMs(sinceMs + timeoutMs, timeoutMs)
    for (;;) {
      const { signals } = handleAt(world.documents, key)
      const failure = signals.find(({ status }) => status === 'FAILURE')
      if (failure !== undefined)
        throw new ResourceError(
          `WaitCondition received failed message: '${failure.reason}' for uniqueId: ${failure.uniqueId}`,
        )
      if (signals.length >= count) {
        const data = Object.fromEntries(signals.map(({ uniqueId, data }) => [uniqueId, data]))
        return { physicalId, attributes: { Data: JSON.stringify(data) } }
      }
      if (performance.now() >= untilMs)
        throw new ResourceError(
          `WaitCondition timed out. Received ${signals.length} conditions when expecting ${count}`,
        )
      await pause(lookEveryMs, signal)
    }
  },
  async delete(_record, { world, signal }) {
    await pause(world.pace.recordMs, signal)
  },
}

export const waitTypes: ResourceType[] = [waitConditionHandle, waitCondition]

function startWaiting(documents: Documents, key: string, conditionId: string): number {
  const handle = handleAt(documents, key)
  const sinceMs = handle.waitingSinceMs[conditionId] ?? Date.now()
  documents.put(key, { ...handle, waitingSinceMs: { ...handle.waitingSinceMs, [conditionId]: sinceMs } })
  return sinceMs
}

function handleAt(documents: Documents, key: string): HandleRecord {
  const handle = documents.get(key) as HandleRecord | undefined
  if (handle === undefined)
    throw new ResourceError('Invalid WaitConditionHandle: it is no handle of this account')
  return handle
}

function wholeNumber(properties: JsonObject, name: string, fallback: number, max: number): number {
  const value = Number(properties[name] ?? fallback)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new ResourceError(`Value of property ${name} must be a whole number from 1 to ${max}`)
  return value
}

function keyOf(url: string): string {
  return `wait-handle/${createHash('sha256').update(url).digest('hex')}`
}
