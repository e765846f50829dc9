import { describe, expect, test } from 'vitest'
import { questionsAbout } from '../../../electron/engine/aws/inventory.ts'
import { billablesOf } from '../../../electron/engine/deployments/billables.ts'
import { linkedRolesOf } from '../../../electron/engine/deployments/linked-roles.ts'
import { actionsIn, personPolicy } from '../../../electron/engine/policy/policies.ts'
import { typesWithQuota } from '../../../electron/engine/preflight/quota-checks.ts'
import handlers from '../../../electron/practice/iam/handlers.json' with { type: 'json' }
import { handlerActions, unclassified } from '../../../electron/practice/iam/handler-actions.ts'
import { isActionLike } from '../../../electron/practice/iam/matching.ts'
import { instanceType } from '../../../electron/practice/resources/ec2/instance.ts'
import { recordResourceTypes } from '../../../electron/practice/resources/record-types.ts'
import { createRunningTypes } from '../../../electron/practice/resources/running-types.ts'
import type { World } from '../../../electron/practice/world.ts'
import { billableSchema } from '../../../shared/billable.ts'
import { propertiesOf, readTemplate, templateFiles } from './bundled.ts'
import { resourceKnowledge, type Knowledge } from './resource-knowledge.ts'

/** Type → files of the templates that make it. */
const made = new Map<string, string[]>()
for (const file of templateFiles)
  for (const { Type } of Object.values(readTemplate(file).Resources))
    made.set(Type, [...(made.get(Type) ?? []), file])
const types = [...made.keys()].toSorted()

const world = { documents: { keys: () => [] }, pace: {}, faults: () => ({}) } as unknown as World
const running = createRunningTypes(world)
await running.close()
const machine = instanceType(world, new Map())
const inPractice = new Set([...recordResourceTypes, ...running.types, machine].map(({ type }) => type))

interface Statement {
  Effect: string
  Action: string | string[]
}
const stackRole = (
  propertiesOf('guard.yaml', 'StackRole')['Policies'] as unknown as {
    PolicyDocument: { Statement: Statement[] }
  }[]
)
  .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  .filter(({ Effect }) => Effect === 'Allow')
  .flatMap(({ Action }) => Action)
const person = actionsIn(personPolicy({ accountId: '*', region: 'us-west-2' }))

const questions = questionsAbout({ deploymentId: 'd1', vpcId: 'vpc-1', stacks: [], resources: [] })
const covers = questions.map((question) => question.covers)

/** One resource of a type with the properties that cost depends on, as a template. */
function billedKinds(type: string): string[] {
  const properties = { InstanceType: 'c6i.large', Subnets: ['a'], Scheme: 'internet-facing', MemorySize: 128 }
  const template = { file: '', body: '', parameters: {}, resources: [{ logicalId: 'One', type, properties }] }
  return billablesOf(template as unknown as Parameters<typeof billablesOf>[0], {}).map(({ kind }) => kind)
}

/** CloudFormation makes guard with the permissions of the person. */
function isOfGuard(type: string): boolean {
  const files = made.get(type) ?? []
  return files.length > 0 && files.every((file) => file === 'guard.yaml')
}

function knowledgeOf(type: string): Knowledge {
  const found = resourceKnowledge[type]
  if (found === undefined)
    throw new Error(`tests/unit/templates/resource-knowledge.ts has no row for ${type}`)
  return found
}

const rows = Object.entries(resourceKnowledge)
const listOf = <Item>(value: readonly Item[] | object): readonly Item[] =>
  Array.isArray(value) ? (value as readonly Item[]) : []

test('every type of a template has its row, and every row its type', () => {
  expect(rows.map(([type]) => type).toSorted()).toEqual(types)
})

describe.each(types)('%s', (type) => {
  test('can be made, read and deleted by the role that makes it', () => {
    expect(Object.keys(handlers.types), 'scripts/handler-permissions.ts').toContain(type)
    expect(unclassified(type), 'classes of its actions in electron/practice/iam/').toEqual([])
    const granted = [...stackRole, ...(isOfGuard(type) ? person : [])]
    const needed = (['create', 'read', 'delete'] as const).flatMap((handler) =>
      handlerActions(type, handler, (name) => name === 'Tags'),
    )
    // The boundary is a managed policy, which the printed policy lets no person make.
    const lacking = needed.filter((action) => !granted.some((pattern) => isActionLike(pattern, action)))
    expect(type === 'AWS::IAM::ManagedPolicy' ? [] : lacking, 'statements of guard.yaml').toEqual([])
  })

  test('is made by the practice account', () => expect([...inPractice]).toContain(type))

  test('is asked for by the receipt and the sweep, or has a reason', () => {
    expect(covers).toEqual(expect.arrayContaining([...listOf<string>(knowledgeOf(type).receipt)]))
  })

  test('is compared with its quota, or has a reason', () => {
    expect(typesWithQuota.includes(type)).toBe(knowledgeOf(type).quota === 'checked')
  })

  test('has its price, or a reason', () => {
    expect(billedKinds(type)).toEqual([...listOf(knowledgeOf(type).price)])
  })

  test('goes before base where it costs money or leaves interfaces', () => {
    const { price, removal } = knowledgeOf(type)
    const goesFirst = listOf(price).length > 0 || removal.includes('leaves interfaces')
    const late = (made.get(type) ?? []).filter((file) => ['guard.yaml', 'base.yaml'].includes(file))
    expect(goesFirst ? late : []).toEqual([])
  })

  test('names the role of the service that it makes', () => {
    const makes = handlerActions(type, 'create', () => true).includes('iam:CreateServiceLinkedRole')
    expect(linkedRolesOf([type]).length > 0).toBe(makes)
  })
})

test('every reason is a sentence or a part of one', () => {
  const reasons = rows.flatMap(([, { receipt, quota, price }]) =>
    [receipt, quota, price].flatMap((one) => (typeof one === 'object' && 'none' in one ? [one.none] : [])),
  )
  for (const reason of reasons) expect(reason.split(' ').length, reason).toBeGreaterThanOrEqual(3)
})

describe('the other way round', () => {
  /** Of what no template makes: what comes with others, and the stacks themselves. */
  const besides = ['cloudformation:stack', 'ec2:elastic-ip', 'ec2:network-interface']

  test('every question of the receipt is about a type', () => {
    const claimed = rows.flatMap(([, { receipt }]) => listOf<string>(receipt))
    expect(covers.filter((one) => !claimed.includes(one)).toSorted()).toEqual(besides)
  })

  test('every quota is about a type', () => {
    const checked = rows.flatMap(([type, { quota }]) => (quota === 'checked' ? [type] : []))
    // Of addresses one has to be left in any case: some templates have asked for one.
    expect(typesWithQuota.filter((type) => !checked.includes(type))).toEqual(['AWS::EC2::EIP'])
  })

  test('everything that can be charged for is of a type', () => {
    const kinds = billableSchema.options.map(({ shape }) => shape.kind.value)
    const claimed = rows.flatMap(([, { price }]) => listOf<string>(price))
    expect(kinds.filter((kind) => !claimed.includes(kind))).toEqual([])
  })
})
