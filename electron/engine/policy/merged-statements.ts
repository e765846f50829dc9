/** A statement of a policy without a Sid, which would only cost space. */
export interface BareStatement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
}

/**
 * Fewer and shorter statements that allow at least what these do and deny the same. What is allowed on
 * everything, and what of one service is allowed on some resources without a condition, becomes one statement
 * each; what another pattern of the statement covers is left out. An action gains no resource that it could
 * act on but where a service uses the same action for several of its resources, as API Gateway does: so this
 * is for a boundary, which grants nothing, and not for a role.
 */
export function mergedStatements(statements: readonly BareStatement[]): BareStatement[] {
  const groups = Map.groupBy(statements, groupOf)
  return [...groups.values()].map(([first, ...others]) => {
    const all = first === undefined ? others : [first, ...others]
    const Action = uncovered(all.flatMap((one) => one.Action))
    const Resource = uncovered(all.flatMap((one) => one.Resource))
    const Condition = first?.Condition
    return { Effect: first?.Effect ?? 'Allow', Action, Resource, ...(Condition && { Condition }) }
  })
}

/** What must be the same in statements that become one. */
function groupOf({ Effect, Action, Resource, Condition }: BareStatement): string {
  const resources = [Resource].flat()
  const prefixes = new Set([Action].flat().map((action) => action.split(':')[0]))
  const isMerged = Effect === 'Allow' && Condition === undefined && prefixes.size === 1
  const place = isMerged && !resources.includes('*') ? [...prefixes] : resources
  return JSON.stringify([Effect, place, Condition, Effect === 'Deny' ? Action : null])
}

/** Each text once, and none that another one covers as a pattern. One alone stands without a list. */
function uncovered(texts: readonly string[]): string | string[] {
  const unique = [...new Set(texts)]
  const kept = unique.filter((text) => !unique.some((other) => other !== text && covers(other, text)))
  return kept.length === 1 ? (kept[0] ?? '') : kept
}

function covers(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return pattern.includes('*') && new RegExp(`^${parts.join('.*')}$`, 's').test(text)
}
