import type { Account } from '../../../shared/account.ts'
import { deploymentSchema, type Deployment, type Failure, type Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { nextPhase, type Phase, type Step } from '../../../shared/lifecycle.ts'
import type { Store } from './open.ts'

interface DeploymentRow {
  id: string
  experiment_id: string
  account: string
  region: string
  scenarios: string
  options: string
  plan: string
  phase: string
  failure: string | null
  removal_failure: string | null
  account_id: string | null
  cap_usd: number
  lifetime_ms: number
  expires_at_ms: number | null
  billing_stopped_at_ms: number | null
  receipt: string | null
  afterwards: string
  provenance: string
  created_at_ms: number
  changed_at_ms: number
}

interface StackRow {
  name: string
  kind: string
  scenario_id: string | null
  arn: string | null
  status: string
  outputs: string
  billables: string
  created_at_ms: number | null
  deleted_at_ms: number | null
  retained: string
}

export function insertDeployment(store: Store, deployment: Deployment): void {
  store.transaction(() => {
    store
      .prepare(
        `INSERT INTO deployments (id, experiment_id, account, region, scenarios, options, plan, phase, failure, cap_usd, lifetime_ms, afterwards, provenance, created_at_ms, changed_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        deployment.id,
        deployment.experimentId,
        JSON.stringify(deployment.account),
        deployment.region,
        JSON.stringify(deployment.scenarios),
        JSON.stringify(deployment.options),
        JSON.stringify(deployment.plan),
        deployment.phase,
        deployment.failure === null ? null : JSON.stringify(deployment.failure),
        deployment.capUsd,
        deployment.lifetimeMs,
        deployment.afterwards,
        deployment.provenance,
        deployment.createdAtMs,
        deployment.changedAtMs,
      )
    const insert = store.prepare(
      'INSERT INTO stacks (deployment_id, place, name, kind, scenario_id, arn, status, outputs, billables) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    for (const [place, stack] of deployment.stacks.entries()) {
      const { name, kind, scenarioId, arn, status, outputs, billables } = stack
      insert.run(
        deployment.id,
        place,
        name,
        kind,
        scenarioId,
        arn,
        status,
        JSON.stringify(outputs),
        JSON.stringify(billables),
      )
    }
  })()
}

/**
 * Puts other choices in the place of those of a deployment that is still planned. @throws AppError
 * `conflict` when it is not
 */
export function replacePlanned(store: Store, deployment: Deployment): void {
  store
    .transaction(() => {
      deletePlanned(store, deployment.id)
      insertDeployment(store, deployment)
    })
    .immediate()
}

/** Options as they were considered right before the start. */
export function replaceOptions(store: Store, id: string, options: Deployment['options']): void {
  store
    .prepare("UPDATE deployments SET options = ? WHERE id = ? AND phase = 'planned'")
    .run(JSON.stringify(options), id)
}

/** Forgets a deployment that is still planned. @throws AppError `conflict` when something of it may exist */
export function deletePlanned(store: Store, id: string): void {
  store
    .transaction(() => {
      const { phase } = getDeployment(store, id)
      if (phase !== 'planned')
        throw new AppError(
          'conflict',
          `Deployment ${id} is ${phase}: only one that is planned can be changed or discarded.`,
        )
      store.prepare('DELETE FROM asks WHERE deployment_id = ?').run(id)
      store.prepare('DELETE FROM stacks WHERE deployment_id = ?').run(id)
      store.prepare('DELETE FROM deployments WHERE id = ?').run(id)
    })
    .immediate()
}

export function listDeployments(store: Store): Deployment[] {
  const rows = store
    .prepare('SELECT * FROM deployments ORDER BY created_at_ms DESC, id')
    .all() as DeploymentRow[]
  return rows.map((row) => fromRow(store, row))
}

/** A deployment by its id, or undefined when this data folder never had it. */
export function findDeployment(store: Store, id: string): Deployment | undefined {
  const row = store.prepare('SELECT * FROM deployments WHERE id = ?').get(id) as DeploymentRow | undefined
  return row && fromRow(store, row)
}

/**
 * Takes stacks that were found in an account as a deployment, also in the place of one that was thought to
 * be removed.
 */
export function adoptDeployment(store: Store, deployment: Deployment): void {
  store
    .transaction(() => {
      const { id, stacks, phase, changedAtMs, accountId, expiresAtMs } = deployment
      if (findDeployment(store, id) === undefined) insertDeployment(store, deployment)
      else {
        const update = store.prepare(
          'UPDATE stacks SET arn = ?, status = ?, deleted_at_ms = NULL WHERE deployment_id = ? AND name = ?',
        )
        for (const { name, arn, status } of stacks) update.run(arn, status, id, name)
        store
          .prepare('UPDATE deployments SET phase = ?, changed_at_ms = ?, receipt = NULL WHERE id = ?')
          .run(phase, changedAtMs, id)
      }
      updateDeployment(store, id, { accountId, expiresAtMs })
    })
    .immediate()
}

/** @throws AppError `not-found` */
export function getDeployment(store: Store, id: string): Deployment {
  const found = findDeployment(store, id)
  if (!found)
    throw new AppError('not-found', `There is no deployment ${id}. \`sluice deployments\` lists them.`)
  return found
}

function fromRow(store: Store, row: DeploymentRow): Deployment {
  const stacks = store
    .prepare('SELECT * FROM stacks WHERE deployment_id = ? ORDER BY place')
    .all(row.id) as StackRow[]
  return deploymentSchema.parse({
    id: row.id,
    experimentId: row.experiment_id,
    account: JSON.parse(row.account) as Account,
    accountId: row.account_id,
    region: row.region,
    scenarios: JSON.parse(row.scenarios),
    options: JSON.parse(row.options),
    plan: JSON.parse(row.plan),
    phase: row.phase,
    stacks: stacks.map((stack) => ({
      name: stack.name,
      kind: stack.kind,
      scenarioId: stack.scenario_id,
      arn: stack.arn,
      status: stack.status,
      outputs: JSON.parse(stack.outputs),
      billables: JSON.parse(stack.billables),
      createdAtMs: stack.created_at_ms,
      deletedAtMs: stack.deleted_at_ms,
      retained: JSON.parse(stack.retained),
    })),
    failure: row.failure === null ? null : JSON.parse(row.failure),
    removalFailure: row.removal_failure === null ? null : JSON.parse(row.removal_failure),
    capUsd: row.cap_usd,
    lifetimeMs: row.lifetime_ms,
    expiresAtMs: row.expires_at_ms,
    billingStoppedAtMs: row.billing_stopped_at_ms,
    receipt: row.receipt === null ? null : JSON.parse(row.receipt),
    afterwards: row.afterwards,
    provenance: row.provenance,
    createdAtMs: row.created_at_ms,
    changedAtMs: row.changed_at_ms,
  })
}

/**
 * Takes a step of the lifecycle, if this owner still holds the deployment and the phase allows it.
 * @throws AppError `conflict` otherwise; nothing is written then.
 */
export function takeStep(store: Store, id: string, owner: string, step: Step, nowMs: number): Phase {
  return store
    .transaction(() => {
      const row = store.prepare('SELECT phase, owner FROM deployments WHERE id = ?').get(id) as
        | { phase: Phase; owner: string | null }
        | undefined
      const phase = row && nextPhase(row.phase, step)
      if (!row || !phase)
        throw new AppError(
          'conflict',
          `A deployment that is ${row?.phase ?? 'unknown'} cannot take the step "${step}".`,
        )
      if (row.owner !== owner) throw new AppError('conflict', `Another process took over deployment ${id}.`)
      store.prepare('UPDATE deployments SET phase = ?, changed_at_ms = ? WHERE id = ?').run(phase, nowMs, id)
      return phase
    })
    .immediate()
}

/**
 * Whether the planned run is to be started as soon as the deployment is ready: outlives the process that
 * was asked for it.
 */
export function measuresWhenReady(store: Store, id: string): boolean {
  return (
    (
      store.prepare('SELECT measure_when_ready AS wanted FROM deployments WHERE id = ?').get(id) as
        | { wanted: number }
        | undefined
    )?.wanted === 1
  )
}

export function setMeasuresWhenReady(store: Store, id: string): void {
  store.prepare('UPDATE deployments SET measure_when_ready = 1 WHERE id = ?').run(id)
}

/** Keeps what was learned about a deployment as a whole; what is left out stays as it is. */
export function updateDeployment(
  store: Store,
  id: string,
  change: Partial<Pick<Deployment, 'accountId' | 'expiresAtMs' | 'billingStoppedAtMs' | 'receipt'>>,
): void {
  store
    .prepare(
      `UPDATE deployments SET account_id = COALESCE(?, account_id), expires_at_ms = COALESCE(?, expires_at_ms),
         billing_stopped_at_ms = COALESCE(?, billing_stopped_at_ms), receipt = COALESCE(?, receipt) WHERE id = ?`,
    )
    .run(
      change.accountId ?? null,
      change.expiresAtMs ?? null,
      change.billingStoppedAtMs ?? null,
      change.receipt ? JSON.stringify(change.receipt) : null,
      id,
    )
}

/** Keeps the first failure only: later ones are its consequences. */
export function recordFailure(store: Store, id: string, failure: Failure): void {
  store
    .prepare('UPDATE deployments SET failure = COALESCE(failure, ?) WHERE id = ?')
    .run(JSON.stringify(failure), id)
}

/** Keeps why the last try to remove a deployment has failed; null once one has worked. */
export function recordRemovalFailure(store: Store, id: string, failure: Failure | null): void {
  store
    .prepare('UPDATE deployments SET removal_failure = ? WHERE id = ?')
    .run(failure === null ? null : JSON.stringify(failure), id)
}

export function updateStack(
  store: Store,
  deploymentId: string,
  name: string,
  change: Partial<Pick<Stack, 'arn' | 'status' | 'outputs' | 'createdAtMs' | 'deletedAtMs' | 'retained'>>,
): void {
  store
    .prepare(
      `UPDATE stacks SET arn = COALESCE(?, arn), status = COALESCE(?, status), outputs = COALESCE(?, outputs),
         created_at_ms = COALESCE(created_at_ms, ?), deleted_at_ms = COALESCE(deleted_at_ms, ?), retained = COALESCE(?, retained)
       WHERE deployment_id = ? AND name = ?`,
    )
    .run(
      change.arn ?? null,
      change.status ?? null,
      change.outputs === undefined ? null : JSON.stringify(change.outputs),
      change.createdAtMs ?? null,
      change.deletedAtMs ?? null,
      change.retained === undefined ? null : JSON.stringify(change.retained),
      deploymentId,
      name,
    )
}
