import { appendFileSync } from 'node:fs'
import { EC2Client } from '@aws-sdk/client-ec2'
import Database from 'better-sqlite3'

/**
 * Loaded into a Sluice process before anything else (`node --import`): ends it with SIGKILL at one exact
 * point, without a trace of this in the product. A point is a write (`INSERT runs`, `UPDATE stacks`, …),
 * a call to AWS (`CreateStack base`, `SendCommand`, …) or what a call has told (`GetCommandInvocation:
 * InProgress`), its number among those of its kind, and whether the process dies just before it or just
 * after it has had its effect.
 *
 * SLUICE_TEST_KILL_AT  `before|after <number> <kind>`, such as `after 2 CreateStack`
 * SLUICE_TEST_POINTS   a file to which every point passed is appended, one kind a line
 */
const [when = '', place = '', ...rest] = (process.env['SLUICE_TEST_KILL_AT'] ?? '').split(' ')
const wanted = rest.join(' ')
const pointsFile = process.env['SLUICE_TEST_POINTS']
const passed = new Map<string, number>()

/** Counts a point; answers whether this is the one. */
function isIt(kind: string): boolean {
  const number = (passed.get(kind) ?? 0) + 1
  passed.set(kind, number)
  if (pointsFile !== undefined) appendFileSync(pointsFile, `${kind}\n`)
  return kind === wanted && number === Number(place)
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

/**
 * `INSERT INTO runs (…)` → `INSERT runs`; undefined for what only reads, and for the lease, whose
 * renewals come by the clock.
 */
function writeOf(sql: string): string | undefined {
  const match = /^\s*(INSERT|UPDATE|DELETE)\s+(?:OR \w+\s+)?(?:INTO\s+|FROM\s+)?(\w+)/.exec(sql)
  return match && !/lease_until_ms|FROM asks/.test(sql) ? `${match[1]} ${match[2]}` : undefined
}

const prepare = Reflect.get(Database.prototype, 'prepare') as (
  this: Database.Database,
  sql: string,
) => Database.Statement
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  const kind = writeOf(sql)
  if (kind === undefined) return statement
  const run = statement.run.bind(statement)
  statement.run = (...values: unknown[]) => {
    const it = isIt(kind)
    if (it && when === 'before') die()
    const result = run(...values)
    if (it) die()
    return result
  }
  return statement
} as typeof Database.prototype.prepare

interface Client {
  send(command: { input?: { StackName?: string } }, ...more: unknown[]): Promise<unknown>
}

/** `CreateStack base`, `DescribeInstances`: the operation, and of which stack. */
function callOf(command: Parameters<Client['send']>[0]): string {
  const name = command.constructor.name.replace(/Command$/, '')
  const stack = /(?:^|\/)sluice-[^-/]+-([^/]+)/.exec(command.input?.StackName ?? '')?.[1]
  return stack === undefined || !/^(Create|Delete)Stack$/.test(name) ? name : `${name} ${stack}`
}

/** What an answer says about something that goes on: of a command, or of a stack. */
function stateOf(call: string, answer: unknown): string | undefined {
  const { Status, Stacks } = answer as { Status?: string; Stacks?: { StackStatus?: string }[] }
  if (call === 'GetCommandInvocation') return `${call}: ${Status}`
  return call === 'DescribeStacks' && Stacks?.[0] ? `${call}: ${Stacks[0].StackStatus}` : undefined
}

/** The class that every client of the SDK extends. */
const client = Object.getPrototypeOf(EC2Client.prototype) as Client
const send: Client['send'] = Reflect.get(client, 'send')
client.send = async function (this: Client, command, ...more) {
  const call = callOf(command)
  const it = isIt(call)
  if (it && when === 'before') die()
  const answer = await send.call(this, command, ...more)
  if (it) die()
  const state = stateOf(call, answer)
  if (state !== undefined && isIt(state)) die()
  return answer
}
