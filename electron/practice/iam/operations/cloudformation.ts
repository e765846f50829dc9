import { objectsIn, textOf } from '../../json-values.ts'
import type { JsonObject } from '../../world.ts'
import { arnIn, onAll, passing, tagContext, type AccessFacts, type Row, type Rows } from '../access.ts'

const cloudFormation = 'cloudformation.amazonaws.com'

/** Source: Service Authorization Reference, AWS CloudFormation. */
export const cloudFormationRows: Rows = {
  CreateStack(input, facts) {
    const name = textOf(input['StackName'])
    const tags = tagsOf(input)
    const context = {
      ...roleContext(input),
      ...tagContext('aws:RequestTag', tags),
      ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    }
    const resource = arnIn(facts, 'cloudformation', `stack/${name}/*`)
    return [
      { action: 'cloudformation:CreateStack', resource, context },
      ...passing(textOf(input['RoleARN']), cloudFormation),
    ]
  },
  // A role that the stack was made with need not be passed again.
  DeleteStack: (input, facts) => [
    ...ofStack('cloudformation:DeleteStack')(input, facts).map((one) => ({
      ...one,
      context: { ...one.context, ...roleContext(input) },
    })),
    ...passing(textOf(input['RoleARN']), cloudFormation),
  ],
  DescribeStacks: ofStack('cloudformation:DescribeStacks'),
  DescribeStackEvents: ofStack('cloudformation:DescribeStackEvents'),
  ListStackResources: ofStack('cloudformation:ListStackResources'),
  ListStacks: onAll('cloudformation:ListStacks'),
  ValidateTemplate: onAll('cloudformation:ValidateTemplate'),
}

/** An action on a stack that is named, or given by its ARN; on every stack where neither is. */
function ofStack(action: string): Row {
  return (input, facts) => {
    const named = textOf(input['StackName'])
    const stack = stackOf(named, facts)
    const unknown = arnIn(facts, 'cloudformation', named === '' ? 'stack/*/*' : `stack/${named}/*`)
    const resource = stack?.id ?? (named.startsWith('arn:') ? named : unknown)
    return [{ action, resource, context: tagContext('aws:ResourceTag', stack?.tags ?? {}) }]
  }
}

function stackOf(
  named: string,
  facts: AccessFacts,
): { id: string; tags: Record<string, string> } | undefined {
  return facts.stacks(facts.region).find(({ id }) => id === named || id.split('/')[1] === named)
}

function roleContext(input: JsonObject): Record<string, string> {
  const role = textOf(input['RoleARN'])
  return role === '' ? {} : { 'cloudformation:RoleArn': role }
}

function tagsOf(input: JsonObject): Record<string, string> {
  return Object.fromEntries(
    objectsIn(input['Tags']).map(({ Key, Value }) => [textOf(Key), textOf(Value)] as const),
  )
}
