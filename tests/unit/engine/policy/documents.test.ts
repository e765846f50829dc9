import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { charactersOf, documentsOf, mostCharacters } from '../../../../electron/engine/policy/documents.ts'
import { personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { roleBoundary } from '../../../../electron/engine/policy/role-boundary.ts'
import { evaluate } from '../../../../electron/practice/iam/evaluate.ts'
import type { Json } from '../../../../electron/practice/world.ts'
import { propertiesOf, readTemplate, readText, templateFiles } from '../../templates/bundled.ts'

/** The longest names that there are. */
const place = { accountId: '123456789012', region: 'ap-southeast-2' }

describe('a policy as documents', () => {
  const long = (Sid: string, count: number) => ({
    Sid,
    Effect: 'Allow' as const,
    Action: Array.from({ length: count }, (_, at) => `ec2:SomethingRatherLong${at}`),
    Resource: '*',
  })
  const policy = {
    Version: '2012-10-17' as const,
    Statement: [long('A', 100), long('B', 100), long('C', 600)],
  }

  test('each of them fits, a statement that is too long in parts', () => {
    const documents = documentsOf(policy)
    expect(documents.length).toBeGreaterThan(3)
    for (const document of documents) expect(charactersOf(document)).toBeLessThanOrEqual(mostCharacters)
    const sids = documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid))
    expect(new Set(sids).size).toBe(sids.length)
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/)
  })

  test('together they allow the same', () => {
    const all = documentsOf(policy).flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))
    expect(all).toEqual(policy.Statement.flatMap(({ Action }) => Action))
    const identity = documentsOf(policy) as unknown as Json[]
    const request = { action: 'ec2:SomethingRatherLong599', resource: '*', context: {} }
    expect(evaluate({ identity }, request)).toMatchObject({ decision: 'allowed', statement: 'C22' })
  })

  test('one that fits stays whole', () => {
    const short = { ...policy, Statement: [long('A', 3), long('B', 3)] }
    expect(documentsOf(short)).toEqual([short])
  })
})

describe('what IAM and CloudFormation take', () => {
  test('the printed documents, 6,144 characters each', () => {
    for (const document of documentsOf(personPolicy(place)))
      expect(charactersOf(document)).toBeLessThanOrEqual(mostCharacters)
  })

  test('the boundary of roles, 6,144', () => {
    const guard = openCatalog().template('guard.yaml')
    expect(charactersOf(roleBoundary(guard, place))).toBeLessThanOrEqual(mostCharacters)
  })

  const roles = templateFiles.flatMap((file) =>
    Object.entries(readTemplate(file).Resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::IAM::Role' ? [{ file, id }] : [],
    ),
  )
  test.each(roles)('the inline policies of $file $id, 10,240 together', ({ file, id }) => {
    const policies = (propertiesOf(file, id)['Policies'] ?? []) as { PolicyDocument: object }[]
    const longestId = 'a'.repeat(24)
    const sizes = policies.map(({ PolicyDocument }) =>
      charactersOf(
        JSON.parse(
          JSON.stringify(PolicyDocument)
            .replaceAll('${AWS::Region}', place.region)
            .replaceAll('${AWS::AccountId}', place.accountId)
            .replaceAll('${AWS::Partition}', 'aws-us-gov')
            .replaceAll('${DeploymentId}', longestId),
        ) as object,
      ),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_240)
  })

  test('every template, 51,200 bytes in a call', () => {
    for (const file of templateFiles)
      expect(Buffer.byteLength(readText(file)), file).toBeLessThanOrEqual(51_200)
  })
})
