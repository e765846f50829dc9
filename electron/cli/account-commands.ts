import { accountTitle } from '../../shared/account-name.ts'
import type { Account } from '../../shared/account.ts'
import type { Swept } from '../../shared/contract.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import type { Found, Receipt } from '../../shared/receipt.ts'
import { provesEmpty, receiptVerdict } from '../../shared/receipt-verdict.ts'
import { provesNothingFound, sweepVerdict } from '../../shared/sweep.ts'
import type { Engine } from '../engine/engine.ts'
import { textTable } from '../engine/reports/text-table.ts'
import { accountOf, milliseconds, parsed, usageError } from './arguments.ts'
import { isRemovalProven, removalLine } from './removal-outcome.ts'
import { exitCodes } from './run-command.ts'
import { call, until } from './session.ts'

const print = (text: string): boolean => process.stdout.write(`${text}\n`)
const defaultRegion = 'us-west-2'

export async function extendCommand(engine: Engine, args: string[]): Promise<number> {
  const [id, time] = parsed(args, {}, 2).positionals
  if (id === undefined || time === undefined)
    throw usageError('Which deployment, and how much longer? For example: sluice extend dabc1234 1h')
  const { expiresAtMs } = await call(engine, 'deployments.get', { id })
  const from = Math.max(Date.now(), expiresAtMs ?? 0)
  const extended = await call(engine, 'deployments.extend', {
    id,
    expiresAtMs: from + milliseconds('the time', time),
  })
  print(`${id} is removed by itself at ${new Date(extended.expiresAtMs ?? 0).toISOString()}`)
  return exitCodes.done
}

/** @returns 1 where there is no receipt, or where it could not ask everyone */
export async function receiptCommand(engine: Engine, args: string[]): Promise<number> {
  const wanted = parsed(args, {}, 1).positionals[0]
  if (wanted === undefined)
    throw usageError('Of which deployment or run? `sluice deployments` and `sluice runs` list them.')
  const run = (await call(engine, 'runs.list', {})).find(({ id }) => id === wanted)
  const id = run?.deploymentId ?? wanted
  const { receipt, phase } = await call(engine, 'deployments.get', { id })
  if (receipt === null) {
    print(`${id} is ${phase}: there is no receipt before it has been removed.`)
    return exitCodes.failed
  }
  print(receiptText(receipt))
  return provesEmpty(receipt) ? exitCodes.done : exitCodes.failed
}

/** What was asked after a removal and what each service answered, as text. */
export function receiptText(receipt: Receipt): string {
  const { checkedAtMs, accountId, region, checks, stays } = receipt
  const rows = checks.map(({ service, how, found, unknown }) => [
    service,
    how,
    unknown ?? (found.length === 0 ? 'nothing' : found.join(', ')),
  ])
  return [
    `Account ${accountId}, ${region}, asked at ${new Date(checkedAtMs).toISOString()}`,
    textTable(['asked', 'how', 'found'], rows, 3),
    receiptVerdict(receipt),
    'Known to stay:',
    ...stays.map(({ what, why }) => `- ${what}: ${why}`),
  ].join('\n')
}

/** Prints one policy, so that it can be piped: by itself that of the person's credentials. */
export async function policyCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed(
    args,
    { 'account-id': { type: 'string' }, region: { type: 'string' }, of: { type: 'string' } },
    0,
  )
  const policies = await call(engine, 'policy.get', {
    scenarios: [],
    accountId: values['account-id'] ?? null,
    region: values.region ?? defaultRegion,
  })
  const wanted = policies.find(({ of }) => of === (values.of ?? 'credentials'))
  if (wanted === undefined)
    throw usageError(`--of must be one of ${policies.map(({ of }) => of).join(', ')}, not "${values.of}".`)
  process.stderr.write(`${wanted.title}. ${wanted.who}\n`)
  print(wanted.json)
  return exitCodes.done
}

const sweepOptions = {
  account: { type: 'string' },
  everywhere: { type: 'boolean' },
  remove: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** @returns 1 when something was found and is still there, or when a Region could not be searched */
export async function sweepCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed([...args], { ...sweepOptions, region: { type: 'string' } }, 0)
  const account = accountOf(values.account)
  if (values.everywhere && values.region !== undefined)
    throw usageError('Either --everywhere or --region: not both.')
  const where = {
    everywhere: values.everywhere ?? false,
    ...(values.region === undefined ? {} : { region: values.region }),
  }
  const swept = await call(engine, 'sweep.find', { account, ...where }).catch(notSearched)
  if (swept === undefined) return exitCodes.failed
  const { regions, found, unknown } = swept
  print(values.json ? JSON.stringify({ regions, found, unknown }, null, 2) : sweepText(swept))
  if (!values.remove) return provesNothingFound(swept) ? exitCodes.done : exitCodes.failed
  const removed = await Promise.all(found.map((one) => removeFound(engine, account, one)))
  return removed.every(Boolean) && unknown.length === 0 ? exitCodes.done : exitCodes.failed
}

/** An account that could not be asked at all. @throws what was wrong with the command itself */
function notSearched(thrown: unknown): undefined {
  if (thrown instanceof AppError && (thrown.code === 'invalid-input' || thrown.code === 'not-found'))
    throw thrown
  process.stderr.write(`Not searched: ${errorMessage(thrown)}\n`)
}

/** What a sweep has found, Region by Region, as text. */
export function sweepText(swept: Swept): string {
  const { account, found, unknown } = swept
  return [
    `${accountTitle(account)}: ${sweepVerdict(swept)}`,
    ...found.map(
      ({ deploymentId, region, stacks }) =>
        `- ${deploymentId} in ${region}: ${stacks.map(({ name, status }) => `${name} (${status})`).join(', ')}`,
    ),
    ...unknown.map(({ region, reason }) => `- ${region} could not be searched: ${reason}`),
  ].join('\n')
}

async function removeFound(engine: Engine, account: Account, found: Found): Promise<boolean> {
  const { id } = await call(engine, 'sweep.remove', { account, found })
  const ask = () => call(engine, 'deployments.get', { id })
  const ended = await until(engine, ask, ({ phase }) => phase === 'removed' || phase === 'stranded')
  print(removalLine(ended))
  return isRemovalProven(ended)
}
