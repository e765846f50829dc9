import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import { accountTitle } from '../../shared/account-name.ts'
import { identitySchema } from '../../shared/account.ts'
import { callSettingText } from '../../shared/call-setting.ts'
import { dollarRange, dollars } from '../../shared/cost.ts'
import { deploymentSchema } from '../../shared/deployment.ts'
import { AppError, type ErrorData } from '../../shared/errors.ts'
import { estimateOf } from '../../shared/estimate.ts'
import type { Experiment } from '../../shared/experiment.ts'
import { pricesText } from '../../shared/price-table.ts'
import { planText } from '../../shared/staying.ts'
import type { Engine } from '../engine/engine.ts'
import { warn } from './print.ts'
import { call } from './session.ts'

const unconfirmedSchema = z.object({ identity: identitySchema, deployment: deploymentSchema })

/** What the command line accepts as confirmed beforehand: the number of one account, or any account. */
export type Confirmed = { accountId: string } | 'any' | undefined

/**
 * Shows which AWS account would be used and what it may cost, and asks for confirmation unless an option
 * gives it.
 * @param details what the engine's error `unconfirmed` says of the account and the deployment
 * @param experiment of the deployment; undefined where it is not known
 * @returns the number of the confirmed account
 * @throws AppError `unconfirmed` where the answer is no, or there is no terminal to ask at
 */
export async function confirmAccount(
  engine: Engine,
  details: ErrorData['details'],
  confirmed: Confirmed,
  experiment: Experiment | undefined,
): Promise<string> {
  const { identity, deployment } = unconfirmedSchema.parse(details)
  const { account, region, capUsd, lifetimeMs, roleBoundary, afterwards } = deployment
  const { accountId, alias, arn, endpoint, endpointFrom, source, settings } = identity
  const prices = await call(engine, 'prices.get', { account, region })
  const { leastUsd, expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment, experiment, prices)
  const title = accountTitle(account)
  const by = source === null ? '' : `, by ${source}`
  warn(`${title}: account ${accountId}${alias === null ? '' : ` (${alias})`} in ${region}, as ${arn}${by}`)
  if (endpoint !== null) warn(`Calls go to ${endpoint} instead of AWS, because of ${endpointFrom}.`)
  if (roleBoundary !== null) warn(`Every role carries the permissions boundary ${roleBoundary}.`)
  for (const setting of settings) warn(callSettingText(setting))
  warn(
    `About ${dollarRange(leastUsd, expectedUsd)}, at most ${dollars(mostUsd)}; ` +
      `${dollars(idleUsdPerHour)} per idle hour, by ${pricesText(prices)}. ` +
      `Cap ${dollars(capUsd)}. ${planText({ afterwards, lifetimeMs })}`,
  )
  if (confirmed === 'any' || confirmed?.accountId === accountId) return accountId
  if (confirmed !== undefined)
    throw refused(`--account-id is ${confirmed.accountId}, but ${title} leads to account ${accountId}.`)
  if (!process.stdin.isTTY)
    throw refused(`Confirm the account with --account-id ${accountId} or --yes: this is not a terminal.`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Create stacks there? [y/N] ').finally(() => terminal.close())
  if (/^y(es)?$/i.test(answer.trim())) return accountId
  throw refused('Nothing was created.')
}

function refused(message: string): AppError {
  return new AppError('unconfirmed', message)
}
