import type { StackEvent } from '@aws-sdk/client-cloudformation'
import { describe, expect, test } from 'vitest'
import { errorKind } from '../../../../electron/engine/aws/error-kind.ts'
import { toAppError } from '../../../../electron/engine/aws/aws-errors.ts'
import { ownReason } from '../../../../electron/engine/aws/stack-causes.ts'
import { followStack } from '../../../../electron/engine/aws/stacks.ts'
import { accountWith } from './stack-account.ts'

type Events = Partial<StackEvent>[]

const stack = { ResourceType: 'AWS::CloudFormation::Stack', LogicalResourceId: 'sluice-d-base' }
const stackSays = (ResourceStatus: string, ResourceStatusReason?: string) =>
  ({ ...stack, ResourceStatus, ResourceStatusReason }) as Partial<StackEvent>
const says = (LogicalResourceId: string, ResourceStatus: string, ResourceStatusReason?: string) =>
  ({
    ResourceType: 'AWS::EC2::VPC',
    LogicalResourceId,
    ResourceStatus,
    ResourceStatusReason,
  }) as Partial<StackEvent>
const hookSays = (LogicalResourceId: string, HookStatus: string, HookStatusReason: string) =>
  ({ ...says(LogicalResourceId, 'CREATE_IN_PROGRESS'), HookStatus, HookStatusReason }) as Partial<StackEvent>

const cascade = 'The following resource(s) failed to create: [Vpc, Other]. '
const organizationDenies =
  'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ' +
  'ec2:CreateVpc on resource: * with an ' +
  'explicit deny in a service control policy (Service: Ec2, Status Code: 403)'

/** From public reports: the events, and what a person must be told of them. */
const rows: [source: string, events: Events, resource: string | null, reason: string][] = [
  [
    'C1 widdix/aws-s3-virusscan#39: only the stack says why, when its rollback begins',
    [
      stackSays(
        'ROLLBACK_IN_PROGRESS',
        'Parameter validation failed: no such zone. Rollback requested by user.',
      ),
    ],
    null,
    'Parameter validation failed: no such zone. Rollback requested by user.',
  ],
  [
    'C1 with OnFailure DO_NOTHING',
    [stackSays('CREATE_FAILED', 'Export with name x is already exported')],
    null,
    'Export with name x is already exported',
  ],
  [
    'C2 aws/aws-cdk#21674: why is in the hook status reason of another event',
    [
      hookSays('Vpc', 'HOOK_COMPLETE_FAILED', 'A VPC needs the tag CostCenter'),
      says('Vpc', 'CREATE_FAILED', 'The following hook(s) failed: [Corp::Guard::Hook]'),
      stackSays('ROLLBACK_IN_PROGRESS', `${cascade}Rollback requested by user.`),
    ],
    'Vpc',
    'The following hook(s) failed: [Corp::Guard::Hook]: A VPC needs the tag CostCenter',
  ],
  [
    'C3 ks888/LambStatus#6: siblings are cancelled',
    [
      says('Other', 'CREATE_FAILED', 'Resource creation cancelled'),
      says('Vpc', 'CREATE_FAILED', 'The maximum number of VPCs has been reached.'),
      stackSays('ROLLBACK_IN_PROGRESS', `${cascade}. Rollback requested by user.`),
    ],
    'Vpc',
    'The maximum number of VPCs has been reached.',
  ],
  [
    'C6 aws/aws-cdk#14456: a deletion that fails',
    [
      says('Vpc', 'DELETE_FAILED', "The vpc 'vpc-1' has dependencies and cannot be deleted."),
      stackSays('DELETE_FAILED', 'The following resource(s) failed to delete: [Vpc]. '),
    ],
    'Vpc',
    "The vpc 'vpc-1' has dependencies and cannot be deleted.",
  ],
  [
    'C7 landing-zone-accelerator#7: an organization denies it',
    [says('Vpc', 'CREATE_FAILED', organizationDenies)],
    'Vpc',
    `${organizationDenies}. A policy of the organization denies it: only its administrator can change that`,
  ],
  [
    'a reason with the words of a cascade in it',
    [says('Vpc', 'CREATE_FAILED', 'The Spot request was cancelled. The following resource(s) failed: x')],
    'Vpc',
    'The Spot request was cancelled. The following resource(s) failed: x',
  ],
  [
    'the time of the stack was over',
    [
      says('Vpc', 'CREATE_FAILED', 'Resource creation cancelled'),
      stackSays('ROLLBACK_IN_PROGRESS', `Stack creation time exceeded the specified timeout. ${cascade}`),
    ],
    null,
    `Stack creation time exceeded the specified timeout. ${cascade}`,
  ],
  [
    'a resource that fails without a word',
    [says('Vpc', 'CREATE_FAILED')],
    'Vpc',
    'CloudFormation does not say why (CREATE_FAILED)',
  ],
]

async function failureFrom(events: Events) {
  const signal = new AbortController().signal
  return (
    await followStack(accountWith('CREATE_FAILED', events), 'arn', { signal, onEvents: () => undefined })
  ).failure
}

describe('why a stack has failed', () => {
  test.each(rows)('%s', async (_, events, resource, reason) => {
    expect(await failureFrom(events)).toMatchObject({
      stack: 'sluice-d-base',
      resource,
      reason,
      resources: resource === null ? [] : [resource],
    })
  })

  test('nothing has, where everything was cancelled because a person deleted the stack', async () => {
    const events = [
      stackSays('CREATE_IN_PROGRESS', 'User Initiated'),
      says('Vpc', 'CREATE_IN_PROGRESS'),
      stackSays('DELETE_IN_PROGRESS', 'User Initiated'),
      says('Vpc', 'CREATE_FAILED', 'Resource creation cancelled'),
    ]
    expect(await failureFrom(events)).toBeNull()
  })

  test('others that fail of themselves are listed with the first', async () => {
    const events = [says('Vpc', 'CREATE_FAILED', 'no'), says('Other', 'CREATE_FAILED', 'no either')]
    expect(await failureFrom(events)).toMatchObject({ resource: 'Vpc', resources: ['Vpc', 'Other'] })
  })

  test('only the status of the stack says it', () => {
    expect(ownReason('Because')).toBe('Because')
    expect(ownReason(`${cascade}Rollback requested by user.`)).toBe('')
  })
})

describe('what a call of the SDK has thrown', () => {
  const error = (name: string, message: string, more: object = {}) =>
    Object.assign(new Error(message), { name, ...more })

  test.each([
    [
      'C8 hashicorp/terraform#6566',
      'renew',
      error('AuthFailure', 'AWS was not able to validate the credentials'),
    ],
    ['C9 aws/aws-sdk-js-v3#6861', 'transient', error('Error', 'aborted', { code: 'ECONNABORTED' })],
    [
      'C11 two addresses refuse',
      'transient',
      Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    ],
  ])('%s is %s', (_, kind, thrown) => {
    expect(errorKind(thrown)).toBe(kind)
    expect(toAppError(thrown, 'describe the stack x').message).not.toMatch(/:\s+\(/)
  })

  test.each([
    ['with an explicit deny in a service control policy', /organization/],
    ['because no resource control policy allows the ec2:CreateVpc action', /organization/],
    ['with an explicit deny in a permissions boundary', /does not help/],
    ['because no VPC endpoint policy allows the ec2:CreateVpc action', /does not help/],
    ['because no permissions boundary allows the ec2:CreateVpc action', /does not help/],
    ['with an explicit deny in an identity-based policy', /does not help/],
    ['because no identity-based policy allows the ec2:CreateVpc action', undefined],
  ])('a refusal %s', (why, remedy) => {
    const denied = error('AccessDenied', `User u is not authorized to perform: ec2:CreateVpc ${why}`)
    const { message, details } = toAppError(denied, 'create the VPC')
    expect(details).toMatchObject({ kind: 'refused', deniedAbove: remedy !== undefined })
    expect(message).toMatch(remedy ?? /\(AccessDenied\)\.$/)
  })
})
