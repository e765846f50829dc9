import { IAMClient } from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { findRoleBoundary } from '../../../../electron/engine/aws/role-boundary.ts'

/** An account that answers a list of policies in this way. */
function accountAnswering(answer: () => object): Aws {
  const iam = new IAMClient({ region: 'us-east-1' })
  iam.send = (async () => answer()) as IAMClient['send']
  return { iam } as unknown as Aws
}

const name = 'sluice-boundary'
const arn = 'arn:aws:iam::123456789012:policy/sluice-boundary'

test('is the policy of that name', async () => {
  const Policies = [{ PolicyName: 'other', Arn: 'arn:aws:iam::123456789012:policy/other' }]
  expect(
    await findRoleBoundary(
      accountAnswering(() => ({ Policies })),
      name,
    ),
  ).toBeUndefined()
  const withOurs = [...Policies, { PolicyName: 'sluice-boundary', Arn: arn }]
  expect(
    await findRoleBoundary(
      accountAnswering(() => ({ Policies: withOurs })),
      name,
    ),
  ).toBe(arn)
})

test('is none where policies may not be listed, and another error is one', async () => {
  const failing = (code: string) =>
    findRoleBoundary(
      accountAnswering(() => {
        throw Object.assign(new Error(code), { name: code })
      }),
      name,
    )
  expect(await failing('AccessDenied')).toBeUndefined()
  await expect(failing('ServiceFailure')).rejects.toMatchObject({ code: 'aws' })
})
