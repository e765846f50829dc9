import { describe, expect, test } from 'vitest'
import { typesIn } from '../../scripts/handler-permissions.ts'
import { folder } from '../unit/templates/bundled.ts'
import {
  cannotBeDeleted,
  cannotBeMade,
  lingering,
  runWithLingering,
  runWithoutCreation,
  runWithoutDeletion,
} from './door-faults.ts'
import { usePracticeEngine } from '../practice-engine.ts'

const account = usePracticeEngine()

describe('a door of which a part cannot be made says which, and leaves nothing', () => {
  test.each(cannotBeMade)('$type', { timeout: 180_000 }, (fault) => runWithoutCreation(account, fault))
})

describe('a door of which a part cannot be deleted says which, and goes in the end', () => {
  test.each(cannotBeDeleted)('$type', { timeout: 300_000 }, (fault) => runWithoutDeletion(account, fault))
})

test('the interfaces of a VPC link that stay for long are waited for', { timeout: 180_000 }, () =>
  runWithLingering(account, lingering),
)

test('every type of a door of today has its place', () => {
  const doors =
    /^AWS::(ApiGatewayV2|ElasticLoadBalancingV2)::|^AWS::IAM::ServerCertificate$|^AWS::Lambda::Url$/
  expect(cannotBeMade.map(({ type }) => type)).toEqual(typesIn(folder).filter((type) => doors.test(type)))
})
