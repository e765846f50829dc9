import { z } from 'zod'
import {
  deploymentSchema,
  stackSchema,
  type Deployment,
  type Failure,
  type Stack,
} from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { nextPhase, type Step } from '../../../shared/lifecycle.ts'
import type { Store } from './open.ts'
import { tableOf, type Patch } from './table.ts'

/** The rows of deployments and of their stacks. Who changes several of them opens the transaction. */
const deployments = tableOf('deployments', deploymentSchema.omit({ stacks: true }))
const stacks = tableOf('stacks', stackSchema)
const stackRows = tableOf('stacks', stackSchema.extend({ deploymentId: z.string(), place: z.int() }))

/** What may be changed of a deployment at any time; its phase changes by steps, its stacks one by one. */
export type DeploymentPatch = Patch<Omit<Deployment, 'id' | 'phase' | 'stacks' | 'failure'>>
export type StackPatch = Patch<Omit<Stack, 'name' | 'kind' | 'scenarioId'>>

export function listDeployments(store: Store): Deployment[] {
  return deployments.select(store, 'ORDER BY created_at_ms DESC, id').map((row) => withStacks(store, row))
}

export function findDeployment(store: Store, id: string): Deployment | undefined {
  return deployments.select(store, 'WHERE id = ?', id).map((row) => withStacks(store, row))[0]
}

/** @throws AppError `not-found` */
export function getDeployment(store: Store, id: string): Deployment {
  const found = findDeployment(store, id)
  if (!found) throw new AppError('not-found', `There is no deployment ${id}.`, { resource: 'deployment', id })
  return found
}

function withStacks(store: Store, deployment: Omit<Deployment, 'stacks'>): Deployment {
  return {
    ...deployment,
    stacks: stacks.select(store, 'WHERE deployment_id = ? ORDER BY place', deployment.id),
  }
}

export function insertDeployment(store: Store, { stacks, ...deployment }: Deployment): void {
  deployments.insert(store, deployment)
  for (const [place, stack] of stacks.entries())
    stackRows.insert(store, { ...stack, deploymentId: deployment.id, place })
}

export function deleteDeployment(store: Store, id: string): void {
  store.prepare('DELETE FROM asks WHERE deployment_id = ?').run(id)
  store.prepare('DELETE FROM stacks WHERE deployment_id = ?').run(id)
  store.prepare('DELETE FROM deployments WHERE id = ?').run(id)
}

export function updateDeployment(store: Store, id: string, patch: DeploymentPatch): void {
  deployments.update(store, { id }, patch)
}

export function updateStack(store: Store, deploymentId: string, name: string, patch: StackPatch): void {
  stackRows.update(store, { deploymentId, name }, patch)
}

export function keepFirstFailure(store: Store, id: string, failure: Failure): void {
  if (getDeployment(store, id).failure === null) deployments.update(store, { id }, { failure })
}

/** @throws AppError `conflict` */
export function requirePlanned(store: Store, id: string): void {
  const { phase } = getDeployment(store, id)
  if (phase !== 'planned')
    throw new AppError(
      'conflict',
      `Deployment ${id} is ${phase}: only one that is planned can be changed or discarded.`,
    )
}

/** @throws AppError `conflict` where the phase does not allow the step, or another owner has taken over */
export function advancePhase(store: Store, id: string, owner: string, step: Step, nowMs: number): void {
  const { phase } = getDeployment(store, id)
  const next = nextPhase(phase, step)
  if (next === undefined)
    throw new AppError('conflict', `A deployment that is ${phase} cannot take the step "${step}".`)
  if (!isOwnedBy(store, id, owner))
    throw new AppError('conflict', `Another process took over deployment ${id}.`)
  deployments.update(store, { id }, { phase: next, changedAtMs: nowMs })
}

/** Stacks of a deployment that was thought to be removed are still there. */
export function reviveDeployment(store: Store, deployment: Deployment): void {
  const { id, phase, changedAtMs, accountId, expiresAtMs } = deployment
  for (const { name, arn, status } of deployment.stacks)
    stackRows.update(store, { deploymentId: id, name }, { arn, status, deletedAtMs: null })
  deployments.update(
    store,
    { id },
    {
      phase,
      changedAtMs,
      receipt: null,
      billingStoppedAtMs: null,
      // What the account does not tell stays as it was known.
      accountId: accountId ?? undefined,
      expiresAtMs: expiresAtMs ?? undefined,
    },
  )
}

function isOwnedBy(store: Store, id: string, owner: string): boolean {
  return store.prepare('SELECT 1 FROM deployments WHERE id = ? AND owner = ?').get(id, owner) !== undefined
}
