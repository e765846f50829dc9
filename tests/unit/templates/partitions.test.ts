import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { personPolicy } from '../../../electron/engine/policy/policies.ts'
import { roleBoundary } from '../../../electron/engine/policy/role-boundary.ts'
import { rolePolicies } from '../../../electron/engine/policy/role-policies.ts'
import { dnsSuffix } from '../../../electron/practice/resources/names.ts'
import { evaluate, evaluateConditions, type Scope } from '../../../electron/practice/stacks/evaluate.ts'
import { pseudoParameters } from '../../../electron/practice/stacks/pseudo-parameters.ts'
import { partitionOf, stackConsoleUrl } from '../../../shared/partition.ts'
import { readTemplate, templateFiles } from './bundled.ts'

/** What AWS calls things in each partition, written out: the code must come to the same. */
const partitions = [
  { name: 'aws', region: 'us-west-2', suffix: 'amazonaws.com', console: 'console.aws.amazon.com' },
  {
    name: 'aws-us-gov',
    region: 'us-gov-west-1',
    suffix: 'amazonaws.com',
    console: 'console.amazonaws-us-gov.com',
  },
  { name: 'aws-cn', region: 'cn-north-1', suffix: 'amazonaws.com.cn', console: 'console.amazonaws.cn' },
] as const

/** Principals that have this name in every partition. Source: IAM user guide; the services' China pages. */
const sameEverywhere = ['apigateway', 'cloudformation', 'elasticloadbalancing', 'lambda', 'scheduler']

const accountId = '123456789012'

/** Everything that a template evaluates to, as one text: properties of all resources, and outputs. */
function evaluatedText(file: string, name: string, region: string): string {
  const template = readTemplate(file)
  const stack = { id: `arn:${name}:cloudformation:${region}:${accountId}:stack/s/1`, name: 's' }
  const parameters = Object.entries(template.Parameters).map(([key, { Default, Type }]) => [
    key,
    Type.startsWith('List') ? ['one', 'two'] : String(Default ?? `given-${key}`),
  ])
  const given = new Proxy({}, { get: (_, key) => `attribute-${String(key)}`, has: () => true })
  const made = Object.keys(template.Resources).map((id) => [
    id,
    { physicalId: `made-${id}`, attributes: given },
  ])
  const scope: Scope = {
    region,
    refs: {
      ...Object.fromEntries(parameters),
      ...pseudoParameters({ accountId, partition: name }, region, stack),
    },
    mappings: template.Mappings,
    conditions: {},
    resources: Object.fromEntries(made) as Scope['resources'],
    zones: () => [`${region}a`, `${region}b`],
  }
  const conditions = evaluateConditions(template.Conditions, scope)
  const values = [
    ...Object.values(template.Resources).map(({ Properties }) => Properties ?? {}),
    // What a wait condition's data is split into is not known here.
    ...Object.values(template.Outputs)
      .map(({ Value }) => Value)
      .filter(
        (value) =>
          !JSON.stringify(value).includes('Ready.Data') && !JSON.stringify(value).includes('Fn::Select'),
      ),
  ]
  return JSON.stringify(values.map((value) => evaluate(value, { ...scope, conditions })))
}

function foreignArns(text: string, name: string): string[] {
  return [...text.matchAll(/\barn:([\w-]*):/g)].flatMap(([arn, partition]) =>
    partition === name ? [] : [arn],
  )
}

/** Host names of another partition, but for principals that are the same everywhere. */
function foreignHosts(text: string, suffix: string): string[] {
  return [...text.matchAll(/([\w.-]+)\.(amazonaws\.com(?:\.cn)?)(?![\w.])/g)].flatMap(
    ([host, start = '', found]) =>
      found === suffix || sameEverywhere.includes(start.split('.').at(-1) ?? '') ? [] : [host],
  )
}

describe.each(partitions)('in $name', ({ name, region, suffix, console }) => {
  test.each(templateFiles)('%s names nothing of another partition', (file) => {
    const text = evaluatedText(file, name, region)
    expect(foreignArns(text, name)).toEqual([])
    expect(foreignHosts(text, suffix)).toEqual([])
  })

  test('the printed policies name nothing of another partition', () => {
    const guard = openCatalog().template('guard.yaml')
    const place = { accountId, region }
    const text = JSON.stringify([personPolicy(place), roleBoundary(guard, place), rolePolicies(guard, place)])
    expect(text).toContain(`arn:${name}:iam::${accountId}:`)
    expect(foreignArns(text, name)).toEqual([])
    expect(foreignHosts(text, suffix)).toEqual([])
  })

  test('endpoints and links of the console have its domains', () => {
    expect(partitionOf(region)).toMatchObject({ name, dnsSuffix: suffix, console })
    expect(dnsSuffix(name)).toBe(suffix)
    const arn = `arn:${name}:cloudformation:${region}:${accountId}:stack/sluice-d1-base/1`
    const link = new URL(stackConsoleUrl(region, arn))
    expect(link.hostname).toBe(`${region}.${console}`)
    expect(decodeURIComponent(link.hash)).toContain(arn)
  })
})

test('the checks can fail', () => {
  expect(foreignArns('"arn:aws:iam::1:role/x"', 'aws-cn')).toEqual(['arn:aws:'])
  expect(foreignHosts('"x.execute-api.cn-north-1.amazonaws.com/y"', 'amazonaws.com.cn')).toHaveLength(1)
  expect(foreignHosts('"ec2.amazonaws.com.cn"', 'amazonaws.com')).toHaveLength(1)
})
