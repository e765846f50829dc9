import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { calls, unsigned } from '../../../../electron/engine/policy/calls.ts'
import { guardStatements } from '../../../../electron/engine/policy/guard-statements.ts'
import { actionsIn, personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { roleBoundary } from '../../../../electron/engine/policy/role-boundary.ts'
import { handlerActions } from '../../../../electron/practice/iam/handler-actions.ts'
import { isActionLike } from '../../../../electron/practice/iam/matching.ts'
import { evaluate } from '../../../../electron/practice/iam/evaluate.ts'
import type { Json } from '../../../../electron/practice/world.ts'
import { propertiesOf, readTemplate, readText, templateFiles } from '../../templates/bundled.ts'

const catalog = openCatalog()
const folder = resolve(import.meta.dirname, '../../../../electron/engine/aws')
const guard = catalog.template('guard.yaml')
const place = { accountId: '123456789012', region: 'us-west-2' }

interface Statement {
  Effect: string
  Action: string | string[]
  Resource: string | string[] | object
  Condition?: object
}

const stackRole = (
  propertiesOf('guard.yaml', 'StackRole')['Policies'] as unknown as {
    PolicyDocument: { Statement: Statement[] }
  }[]
)
  .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  .filter(({ Effect }) => Effect === 'Allow')
const stackRoleActions = [...new Set(stackRole.flatMap(({ Action }) => [Action].flat()))]

describe('the table of calls', () => {
  const sources = readdirSync(folder).map((file) => readFileSync(resolve(folder, file), 'utf8'))
  const used = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/new (\w+)Command\(|\bpaginate([A-Z]\w+)/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    ),
  )

  test('has a row for every operation that the app calls, and none for others', () => {
    const known = new Set([...Object.keys(calls), ...unsigned])
    expect([...used].filter((name) => !known.has(name))).toEqual([])
    expect([...known].filter((name) => !used.has(name))).toEqual([])
  })
})

/** What CloudFormation does to create and delete the resources of templates. */
function neededBy(files: readonly string[]): string[] {
  const actions = files.flatMap((file) =>
    Object.values(readTemplate(file).Resources).flatMap(({ Type, Properties = {} }) =>
      neededFor(Type, (name) => Properties[name] !== undefined),
    ),
  )
  return [...new Set(actions)].toSorted()
}

function neededFor(type: string, has: (property: string) => boolean): string[] {
  return (['create', 'read', 'delete'] as const).flatMap((handler) =>
    handlerActions(type, handler, (name) => name === 'Tags' || has(name)),
  )
}

describe('what CloudFormation does', () => {
  test('in the stack role is what the other stacks need, and nothing else', () => {
    const others = templateFiles.filter((file) => file !== 'guard.yaml')
    const needed = [...neededBy(others), 'ssm:GetParameters']
    const mayDo = (action: string): boolean =>
      stackRoleActions.some((allowed) => isActionLike(allowed, action))
    expect(needed.filter((action) => !mayDo(action))).toEqual([])
    expect(
      stackRoleActions.filter((allowed) => !needed.some((action) => isActionLike(allowed, action))),
    ).toEqual([])
  })

  test('in the name of the person is what guard needs within a boundary, and nothing else', () => {
    const own = [...guardStatements(place).flatMap(({ Action }) => Action), 'scheduler:DeleteSchedule']
    const needed = neededBy(['guard.yaml']).filter(
      (action) => !/:\w*Polic(y|ies)(Version|Versions)?$/.test(action),
    )
    const granted = [...needed, ...rolePolicyActions, 'iam:PassRole']
    expect([...own].toSorted()).toEqual([...new Set(granted)].toSorted())
  })

  test('fits into its documents', () => {
    const policies = Object.values(readTemplate('guard.yaml').Resources).flatMap(
      ({ Type, Properties = {} }) => (Type === 'AWS::IAM::Role' ? [Properties['Policies'] ?? []] : []),
    )
    // The sum over the inline policies of a role, without white space. Source: IAM user guide, quotas.
    for (const inline of policies) expect(JSON.stringify(inline).length).toBeLessThan(10_240)
    // Source: CloudFormation user guide, quotas: the largest TemplateBody.
    for (const file of templateFiles) expect(Buffer.byteLength(readText(file)), file).toBeLessThan(51_200)
  })
})

/** Of roles, not of the boundary, which an administrator has made. */
const rolePolicyActions = [
  'iam:DeleteRolePolicy',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:PutRolePolicy',
]

describe('the permissions boundary of every role', () => {
  const boundary = roleBoundary(guard, place)

  test.each(['us-west-2', 'us-gov-west-1', 'cn-north-1'])(
    'fits into one managed policy of 6,144 characters (%s)',
    (region) => {
      expect(JSON.stringify(roleBoundary(guard, { ...place, region })).length).toBeLessThan(6_144)
    },
  )

  test('allows no role to be made without it, and no policy to be changed', () => {
    const grants = { identity: [boundary as unknown as Json] }
    const resource = 'arn:aws:iam::123456789012:role/sluice/dabcdefg/LambdaRole'
    const decisionOn = (action: string, bound?: string): string =>
      evaluate(grants, {
        action,
        resource,
        context: bound === undefined ? {} : { 'iam:PermissionsBoundary': bound },
      }).decision
    const policy = 'arn:aws:iam::123456789012:policy'
    expect(decisionOn('iam:CreateRole', `${policy}/sluice-boundary`)).toBe('allowed')
    expect(decisionOn('iam:CreateRole', `${policy}/sluice/dabcdefg/guard/Boundary`)).toBe('implicitDeny')
    expect(decisionOn('iam:PutRolePolicy')).toBe('implicitDeny')
    for (const action of [
      'iam:AttachRolePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeleteRolePermissionsBoundary',
      'iam:PutRolePermissionsBoundary',
      'iam:UpdateAssumeRolePolicy',
    ])
      expect(decisionOn(action, `${policy}/sluice-boundary`), action).toBe('implicitDeny')
  })

  test('holds all that the roles of a deployment may do', () => {
    const allowed = boundary.Statement as Statement[]
    const patterns = allowed.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? [Action].flat() : []))
    for (const action of stackRoleActions)
      expect(
        patterns.some((pattern) => isActionLike(pattern, action)),
        action,
      ).toBe(true)
  })
})

describe("the person's policy", () => {
  const policy = personPolicy(place)

  test('allows every call, and what CloudFormation does for guard in their name', () => {
    for (const { action } of Object.values(calls)) expect(actionsIn(policy)).toContain(action)
    for (const { Action } of guardStatements(place))
      for (const action of Action) expect(actionsIn(policy)).toContain(action)
  })

  test('fits into one managed policy of 6,144 characters', () => {
    expect(JSON.stringify(policy).length).toBeLessThan(6_144)
  })

  test('demands the boundary of an organisation where there is one, in place of ours', () => {
    const boundary = 'arn:aws:iam::123456789012:policy/developers'
    const text = JSON.stringify(personPolicy({ ...place, boundary }))
    expect(text).toContain(`"iam:PermissionsBoundary":"${boundary}"`)
    expect(text).not.toContain('sluice-boundary')
  })

  test('names every action, and looks only where it names no resource', () => {
    for (const { Action, Resource, Sid } of policy.Statement) {
      expect(Action.length).toBeGreaterThan(0)
      for (const action of Action) expect(action).not.toContain('*')
      if (Resource === '*') expect(Sid).toBe('Look')
    }
    const look = policy.Statement.find(({ Sid }) => Sid === 'Look')
    for (const action of look?.Action ?? []) {
      expect(action).toMatch(/:(Describe|Get|List|Simulate|Validate)|apigateway:GET|ssm:CancelCommand/)
    }
  })
})

describe('every role', () => {
  const roles = templateFiles.flatMap((file) =>
    Object.entries(readTemplate(file).Resources).flatMap(([id, { Type, Properties }]) =>
      Type === 'AWS::IAM::Role' ? [{ file, id, properties: Properties ?? {} }] : [],
    ),
  )
  /**
   * Reading by prefix: what CloudFormation reads of a type changes with its handlers, and none of it is
   * secret.
   */
  const prefixes = ['ec2:Describe*', 'elasticloadbalancing:Describe*', 'lambda:Get*']
  /** Statements without a resource of their own, and why. */
  const unbounded: Record<string, string> = {
    'StackRole Look': 'describing knows no resources',
    'StackRole Make': 'what does not exist yet has neither ARN nor tag; held to the Region',
    'StackRole TagWhatItMakes': 'only in the call that creates what is tagged',
    'StackRole TakeBackWhatHasNoTags': 'rules, routes and associations carry no tags; held to the Region',
    'StackRole RemoveOwn': "held to the deployment's tag",
    'StackRole LookAtLogGroups': 'listing knows no resources',
    'LambdaRole NetworkInterfaces': "Lambda's own interfaces have no name beforehand",
    'LoadGeneratorRole ': 'the agent’s channels know no resources',
  }

  test.each(roles)(
    '$file $id names its actions and resources, and takes no managed policy',
    ({ id, properties }) => {
      expect(properties['ManagedPolicyArns']).toBeUndefined()
      const policies = properties['Policies'] as unknown as {
        PolicyDocument: { Statement: (Statement & { Sid?: string })[] }
      }[]
      for (const { Sid = '', Effect, Action, Resource } of policies.flatMap(
        ({ PolicyDocument }) => PolicyDocument.Statement,
      )) {
        if (Effect !== 'Allow') continue
        for (const action of [Action].flat()) if (action.includes('*')) expect(prefixes).toContain(action)
        if (Resource === '*') expect(Object.keys(unbounded)).toContain(`${id} ${Sid}`)
      }
    },
  )
})
