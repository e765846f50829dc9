import { accountName } from '../../shared/account-name.ts'
import { provesEmpty, receiptVerdict, type Found, type Receipt } from '../../shared/receipt.ts'
import type { Engine } from '../engine.ts'
import { textTable } from '../reports/text-table.ts'
import { accountOf, milliseconds, parsed, usageError } from './arguments.ts'
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
  const extended = await call(engine, 'deployments.extend', { id, expiresAtMs: from + milliseconds('the time', time) })
  print(`${id} is removed by itself at ${new Date(extended.expiresAtMs ?? 0).toISOString()}`)
  return exitCodes.done
}

/** @returns 1 where there is no receipt, or where it could not ask everyone */
export async function receiptCommand(engine: Engine, args: string[]): Promise<number> {
  const wanted = parsed(args, {}, 1).positionals[0]
  if (wanted === undefined) throw usageError('Of which deployment or run? `sluice deployments` and `sluice runs` list them.')
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
  const { values } = parsed(args, { 'account-id': { type: 'string' }, region: { type: 'string' }, of: { type: 'string' } }, 0)
  const policies = await call(engine, 'policy.get', {
    scenarios: [],
    accountId: values['account-id'] ?? null,
    region: values.region ?? defaultRegion,
  })
  const wanted = policies.find(({ of }) => of === (values.of ?? 'credentials'))
  if (wanted === undefined) throw usageError(`--of must be one of ${policies.map(({ of }) => of).join(', ')}, not "${values.of}".`)
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

/** @returns 1 when something was found and is still there */
export async function sweepCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed([...args], { ...sweepOptions, region: { type: 'string' } }, 0)
  const account = accountOf(values.account)
  if (values.everywhere && values.region !== undefined) throw usageError('Either --everywhere or --region: not both.')
  const where = { everywhere: values.everywhere ?? false, ...(values.region === undefined ? {} : { region: values.region }) }
  const { regions, found, unknown } = await call(engine, 'sweep.find', { account, ...where })
  if (values.json) print(JSON.stringify({ regions, found, unknown }, null, 2))
  else {
    print(
      `${found.length === 0 ? 'Nothing' : `${found.length} deployment${found.length === 1 ? '' : 's'}`} found in ${regions.join(', ')} (${accountName(account)})`,
    )
    for (const one of found)
      print(`- ${one.deploymentId} in ${one.region}: ${one.stacks.map(({ name, status }) => `${name} (${status})`).join(', ')}`)
    for (const { region, reason } of unknown) print(`- ${region} could not be searched: ${reason}`)
  }
  if (!values.remove) return found.length === 0 ? exitCodes.done : exitCodes.failed
  const removed = await Promise.all(found.map((one) => removeFound(engine, account, one)))
  return removed.every(Boolean) ? exitCodes.done : exitCodes.failed
}

async function removeFound(engine: Engine, account: ReturnType<typeof accountOf>, found: Found): Promise<boolean> {
  const { id } = await call(engine, 'sweep.remove', { account, found })
  const ask = () => call(engine, 'deployments.get', { id })
  const { phase, removalFailure: failure } = await until(engine, ask, (one) => one.phase === 'removed' || one.phase === 'stranded')
  print(`${id}: ${phase}${phase === 'stranded' ? `: ${failure?.reason ?? 'unknown'}` : ''}`)
  return phase === 'removed'
}
