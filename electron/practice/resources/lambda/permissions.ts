import { z } from 'zod'
import { matches } from '../iam/policy-decision.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList } from '../properties.ts'
import type { ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

const schema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
})

export interface FunctionPermissions {
  type: ResourceType
  /** Whether a method of API Gateway (its execute-api ARN) may invoke a function. */
  mayInvoke(functionArn: string, sourceArn: string): boolean
}

/** AWS::Lambda::Permission: statements of a function's own policy, and what they say to API Gateway. */
export function functionPermissions(world: World): FunctionPermissions {
  /** Asked for every request, and it changes only with the records. */
  const decided = new Map<string, boolean>()

  const decide = (functionArn: string, sourceArn: string): boolean =>
    world.resources('AWS::Lambda::Permission').some(({ properties }) => {
      const permission = parseProperties(schema, properties)
      return (
        [functionArn, functionArn.split(':').at(-1)].includes(permission.FunctionName) &&
        ['lambda:InvokeFunction', 'lambda:*'].includes(permission.Action) &&
        permission.Principal === 'apigateway.amazonaws.com' &&
        (permission.SourceAccount ?? world.accountId) === world.accountId &&
        arnLike(permission.SourceArn ?? '*:*:*:*:*:*', sourceArn)
      )
    })

  return {
    type: {
      type: 'AWS::Lambda::Permission',
      properties: propertyList(schema),
      async create(raw, context) {
        const { FunctionName: name } = parseProperties(schema, raw)
        const functions = world.resources('AWS::Lambda::Function')
        if (!functions.some((record) => [record.physicalId, record.attributes['Arn']].includes(name))) {
          throw new ResourceError(`Function not found: ${name}`)
        }
        decided.clear()
        const id = `${context.stackName}-${context.logicalId}-${randomText('base36', 12)}`
        return { physicalId: id, attributes: { Id: id } }
      },
      async delete() {
        decided.clear()
      },
    },
    mayInvoke(functionArn, sourceArn) {
      const key = `${functionArn} ${sourceArn}`
      const known = decided.get(key)
      if (known !== undefined) return known
      const decision = decide(functionArn, sourceArn)
      // A "no" is asked again: the permission may be recorded a moment after its creation.
      if (decision) decided.set(key, true)
      return decision
    },
  }
}

/**
 * Whether an ARN is like a pattern: each of the six parts on its own, where `*` and `?` stand for any text
 * and any character.
 */
export function arnLike(pattern: string, arn: string): boolean {
  const [wanted, given] = [arnParts(pattern), arnParts(arn)]
  return wanted.length === given.length && wanted.every((part, at) => matches(part, given[at] ?? ''))
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}
