import { expect } from 'vitest'
import { call, until } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { personPolicy } from '../../electron/engine/policy/policies.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import { provesEmpty } from '../../shared/receipt-verdict.ts'
import { openSluice } from '../e2e/sluice-command.ts'
import { propertiesOf } from '../unit/templates/bundled.ts'
import { liveStacks } from './killed-run.ts'
import { switchFaults } from '../switch-faults.ts'

interface Statement {
  Sid: string
  Effect: string
  Action: string | string[]
}

/** A statement, by the name that the fault `missingStatements` has for it. */
export interface Granted {
  name: string
  actions: string[]
}

/** All that the stack role is granted: each statement is there because something needs it. */
export const grantedToStackRole: readonly Granted[] = (
  propertiesOf('guard.yaml', 'StackRole')['Policies'] as unknown as {
    PolicyDocument: { Statement: Statement[] }
  }[]
)
  .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  .filter(({ Effect }) => Effect === 'Allow')
  .map(({ Sid, Action }) => ({ name: `StackRole/${Sid}`, actions: [Action].flat() }))

/** All that `sluice policy` prints for the person, whom the practice account calls its user. */
export const grantedToUser: readonly Granted[] = personPolicy({
  accountId: '*',
  region: 'us-west-2',
}).Statement.map(({ Sid, Action }) => ({ name: `User/${Sid}`, actions: Action }))

/**
 * The smallest experiment that needs it without one statement: the start is refused, or something fails, and
 * an action of that statement is named. The account is empty in the end, at the latest once the statement
 * is there again.
 */
export async function runWithout({ name, actions }: Granted, confirmedChecks: string[] = []): Promise<void> {
  const sluice = openSluice()
  const engine = createEngine({ dataDir: sluice.dataDir })
  const missing = (names: readonly string[]): void =>
    switchFaults(sluice.dataDir, { missingStatements: [...names] })
  try {
    missing([name])
    const id = await plan(engine, needing[name] ?? smallest)
    const started = await start(engine, id, confirmedChecks)
    // Nothing has been created: the checks before the start have named what is missing.
    if (typeof started === 'string') {
      expect(
        actions.filter((action) => started.includes(action)),
        started,
      ).not.toEqual([])
      missing([])
      return expect(await liveStacks(sluice.dataDir)).toEqual([])
    }
    const ended = await ending(engine, id)
    const reasons = [ended.failure?.reason, ended.removalFailure?.reason].filter((one) => one !== undefined)
    const denied = reasons.flatMap((reason) => deniedIn(reason))
    expect(denied, `${name}: ${reasons.join(' ')}`).not.toEqual([])
    const patterns = actions.map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`))
    for (const action of denied)
      expect(
        patterns.some((one) => one.test(action)),
        action,
      ).toBe(true)
    missing([])
    if (ended.phase !== 'removed') await call(engine, 'deployments.remove', { id })
    const removed = await inPhase(engine, id, ['removed', 'stranded'])
    expect([removed.phase, removed.removalFailure]).toEqual(['removed', null])
    expect(removed.receipt && provesEmpty(removed.receipt)).toBe(true)
    expect(await liveStacks(sluice.dataDir)).toEqual([])
  } finally {
    await engine.close()
    await sluice.end()
  }
}

const smallest = { experimentId: 'proxy-2017', scenarios: ['elb', 'lambda-256'] }
const balanced = { experimentId: 'what-is-tls', scenarios: ['alb-https'] }

/** Statement → what needs it, where the smallest experiment does not. */
const needing: Readonly<Record<string, typeof smallest>> = {
  'StackRole/Certificates': balanced,
  'StackRole/HttpApisAndVpcLinks': { experimentId: 'functions', scenarios: ['http-lambda'] },
  'StackRole/OwnApplicationLoadBalancers': balanced,
}

async function plan(engine: Engine, chosen: typeof smallest): Promise<string> {
  const { id } = await call(engine, 'deployments.plan', {
    ...chosen,
    paths: ['/'],
    load: { durationSec: 1, rounds: 1, leadIn: { kind: 'load', seconds: 0 }, light: false },
  })
  return id
}

/** The row of what has been started, or why it was refused. */
async function start(engine: Engine, id: string, confirmedChecks: string[]): Promise<Deployment | string> {
  try {
    return await call(engine, 'experiments.run', { id, confirmedChecks })
  } catch (thrown) {
    if (thrown instanceof AppError && ['preflight', 'unconfirmed-checks'].includes(thrown.code))
      return thrown.message
    throw thrown
  }
}

/** What has been measured stays until it is removed, which the statement may be needed for. */
async function ending(engine: Engine, id: string): Promise<Deployment> {
  const settled = await inPhase(engine, id, ['ready', 'removed', 'stranded'])
  if (settled.phase !== 'ready') return settled
  await call(engine, 'deployments.remove', { id })
  return inPhase(engine, id, ['removed', 'stranded'])
}

async function inPhase(engine: Engine, id: string, phases: readonly string[]): Promise<Deployment> {
  const ask = () => call(engine, 'deployments.get', { id })
  return until(engine, ask, ({ phase }) => phases.includes(phase))
}

function deniedIn(reason: string | undefined): string[] {
  return [...(reason ?? '').matchAll(/is not authorized to perform: ([\w-]+:\w+)/g)].map(
    ([, action = '']) => action,
  )
}
