import { createInterface } from 'node:readline/promises'
import { accountTitle } from '../../shared/account-name.ts'
import { dollars, estimateOf } from '../../shared/cost.ts'
import type { Deployment } from '../../shared/deployment.ts'
import type { Engine } from '../engine/engine.ts'
import { usageError } from './arguments.ts'
import { call } from './session.ts'

/**
 * Shows whose account it is and what it may cost, and has the person confirm it: on a terminal by a word,
 * elsewhere by an option given beforehand.
 * @returns the account's number; undefined for the practice account, which needs no word
 * @throws AppError `invalid-input` where nobody can be asked, or the answer was no
 */
export async function confirmAccount(
  engine: Engine,
  deployment: Deployment,
  confirmed: string | undefined,
): Promise<string | undefined> {
  const { account, region, capUsd, lifetimeMs } = deployment
  if (account.kind === 'practice') return undefined
  const { accountId, alias, arn, endpoint, endpointFrom } = await call(engine, 'accounts.identify', {
    account,
    region,
  })
  const { expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment)
  const say = (text: string): boolean => process.stderr.write(`${text}\n`)
  say(
    `${accountTitle(account)}: account ${accountId}${alias === null ? '' : ` (${alias})`} in ${region}, as ${arn}`,
  )
  if (endpoint !== null) say(`Calls do not go to AWS but to ${endpoint}, since ${endpointFrom} says so.`)
  say(
    `About ${dollars(expectedUsd)}, at most ${dollars(mostUsd)}; ${dollars(idleUsdPerHour)} per idle hour. Cap ${dollars(capUsd)}. Removed by itself after ${lifetimeMs / 3_600_000} h.`,
  )
  if (confirmed === 'any' || confirmed === accountId) return accountId
  if (confirmed !== undefined)
    throw usageError(
      `--account-id ${confirmed} was given, but ${accountTitle(account)} leads to account ${accountId}.`,
    )
  if (!process.stdin.isTTY)
    throw usageError(
      `Nobody can be asked whether that is the account: say --account-id ${accountId}, or --yes.`,
    )
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Create stacks there? [y/N] ').finally(() => terminal.close())
  if (/^y(es)?$/i.test(answer.trim())) return accountId
  throw usageError('Nothing was created.')
}
