import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandOutput } from '../../shared/contract.ts'
import { partitionOf } from '../../shared/partition.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import { writeOutput } from './output-file.ts'
import { note, print } from './print.ts'

/**
 * Writes the policies that an administrator creates in an account, and prints the commands that do it: first
 * the boundary, which is needed once, then what is attached to the user or role of Sluice.
 * @throws AppError `invalid-input` where the folder cannot be made, `internal` where a file cannot be written
 */
export function writePolicies(
  folder: string,
  policies: CommandOutput<'policy.get'>,
  { accountId = 'ACCOUNT', region }: { accountId?: string | undefined; region: string },
): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (thrown) {
    throw new AppError('invalid-input', `--out: ${errorMessage(thrown)}`, { field: 'out' }, thrown)
  }
  const toCreate = policies
    .filter(({ policyName }) => policyName !== null)
    .toSorted((a, b) => Number(a.of === 'credentials') - Number(b.of === 'credentials'))
  for (const { of, who, policyName, json } of toCreate) {
    const file = join(folder, `${policyName}.json`)
    writeOutput(file, `${json}\n`, 'Without --out the policies are printed.')
    note(who)
    print(`aws iam create-policy --policy-name ${policyName} --policy-document file://${file}`)
    if (of !== 'credentials') continue
    const arn = `arn:${partitionOf(region).name}:iam::${accountId}:policy/${policyName}`
    print(`aws iam attach-role-policy --role-name ROLE --policy-arn ${arn}`)
  }
}
