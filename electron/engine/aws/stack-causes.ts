import type { Failure } from '../../../shared/deployment.ts'
import { refusalAbove } from './aws-errors.ts'
import type { StackEvent } from './stack-events.ts'
import { otherZonesAdvice } from './vpc-link-zones.ts'

/** The type of a stack in its own events. */
const stackType = 'AWS::CloudFormation::Stack'

/**
 * What CloudFormation says of a resource or a stack that did not fail on its own account, as whole sentences:
 * a cause may hold the same words. Sources: events in public reports, such as aws/aws-cdk#21674 and
 * serverless/serverless#6089.
 */
const cancelled = /resource (creation|update|deletion) cancelled\.?/
const named = /(the following resource\(s\) failed to (create|update|delete): \[[^\]]*\][.\s]*)?/
const asked = /((rollback|delete) requested by user\.?)?/
const consequence = new RegExp(`^(${cancelled.source}|${named.source}${asked.source})\\s*$`, 'i')

/**
 * Whether an event says why a stack has failed. That is a resource that failed, or the stack itself where it
 * says more than which resources did.
 */
export function isCause({ type, status, reason }: Pick<StackEvent, 'type' | 'status' | 'reason'>): boolean {
  const mayFail = status.endsWith('_FAILED') || (type === stackType && status === 'ROLLBACK_IN_PROGRESS')
  // A resource that has failed without a word has failed all the same.
  const isSilent = reason === '' && type !== stackType
  return mayFail && (isSilent || !consequence.test(reason))
}

/** What a status reason adds to a status; empty where it only repeats which resources failed. */
export function ownReason(reason: string): string {
  return consequence.test(reason) ? '' : reason
}

/** What has gone wrong with one stack, as its events are read one after another. */
interface Causes {
  add(event: StackEvent): void
  /** The first resource that failed; others that failed independently are listed with it. Null before. */
  failure(): Failure | null
}

export function createCauses(): Causes {
  let first: Failure | null = null
  const hookReasons = new Map<string, string>()
  return {
    add(event) {
      if (event.hookReason !== '') hookReasons.set(event.logicalId, event.hookReason)
      if (event.failed) first = withFailed(first, event, hookReasons.get(event.logicalId))
    },
    failure: () => first,
  }
}

function withFailed(
  first: Failure | null,
  { stackName, logicalId, status, reason, type }: StackEvent,
  hookReason: string | undefined,
): Failure {
  // The stack itself fails because something in it did.
  const own = type === stackType ? [] : [logicalId]
  if (first !== null) return { ...first, resources: [...new Set([...first.resources, ...own])] }
  const said = reason === '' ? `CloudFormation does not say why (${status})` : reason
  const refusal = refusalAbove(said)
  const sentences = [
    hookReason === undefined ? said : `${said}: ${hookReason}`,
    refusal,
    // What an organisation denies is denied in every zone.
    refusal === null ? otherZonesAdvice(type, status) : null,
  ]
  return {
    stack: stackName,
    resource: own[0] ?? null,
    reason: sentences.filter((sentence) => sentence !== null).join('. '),
    resources: own,
    console: null,
  }
}
