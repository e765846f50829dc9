import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { calls, unsigned } from '../../../../electron/engine/policy/calls.ts'
import { actionsIn, actionsOf, personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { resourceTypes } from '../../../../electron/engine/policy/resource-types.ts'
import { isActionLike } from '../../../../electron/practice/iam/matching.ts'
import { propertiesOf, readTemplate, templateFiles } from '../../templates/bundled.ts'

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

describe('the table of resource types', () => {
  const types = new Set(
    templateFiles.flatMap((file) => Object.values(readTemplate(file).Resources).map(({ Type }) => Type)),
  )

  test('has a row with a source for every type in the templates, and none for others', () => {
    expect(Object.keys(resourceTypes).toSorted()).toEqual([...types].toSorted())
    for (const { source } of Object.values(resourceTypes)) expect(source).not.toBe('')
  })

  const rest = templateFiles.filter((file) => file !== 'guard.yaml').map((file) => catalog.template(file))

  test('asks for nothing that the stack role may not do', () => {
    const missing = actionsOf(rest).filter(
      (action) => !stackRoleActions.some((allowed) => isActionLike(allowed, action)),
    )
    expect(missing).toEqual([])
  })

  test('the stack role may do nothing that no type needs', () => {
    const needed = actionsOf(rest)
    expect(
      stackRoleActions.filter((allowed) => !needed.some((action) => isActionLike(allowed, action))),
    ).toEqual([])
  })
})

describe("the person's policy", () => {
  const policy = personPolicy(guard, place)

  test('allows every call, and what CloudFormation does for guard in their name', () => {
    for (const { action } of Object.values(calls)) expect(actionsIn(policy)).toContain(action)
    for (const action of actionsOf([guard])) expect(actionsIn(policy)).toContain(action)
  })

  test('fits into one managed policy of 6,144 characters', () => {
    expect(JSON.stringify(policy).length).toBeLessThan(6_144)
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
