import type { Deployment, Failure } from '../../../shared/deployment.ts'
import type { Step } from '../../../shared/lifecycle.ts'
import type { Announce } from './announce.ts'
import {
  advancePhase,
  deleteDeployment,
  findDeployment,
  getDeployment,
  insertDeployment,
  keepFirstFailure,
  listDeployments,
  requirePlanned,
  reviveDeployment,
  updateDeployment,
  updateStack,
  type DeploymentPatch,
  type StackPatch,
} from './deployment-rows.ts'
import type { Store } from './open.ts'

/**
 * The deployments of a data folder. What changes one writes first, then announces it, and answers it as it
 * stands then.
 */
export interface Deployments {
  /** Newest first. */
  list(): Deployment[]
  /** Undefined when this data folder never had it. */
  find(id: string): Deployment | undefined
  /** @throws AppError `not-found` */
  get(id: string): Deployment
  add(deployment: Deployment): Deployment
  /** Changes one that is still planned. @throws AppError `conflict` when it is not */
  changePlanned(id: string, patch: DeploymentPatch): Deployment
  /** Puts other choices in the place of those of one that is still planned. @throws AppError `conflict` */
  replacePlanned(deployment: Deployment): Deployment
  /** Forgets one that is still planned. @throws AppError `conflict` when something of it may exist */
  discardPlanned(id: string): void
  /** Takes stacks that were found in an account as a deployment, also in the place of a removed one. */
  adopt(deployment: Deployment): Deployment
  /**
   * Takes a step of the lifecycle, if this owner still holds the deployment and the phase allows it.
   * @throws AppError `conflict` otherwise; nothing is written then
   */
  takeStep(id: string, owner: string, step: Step, nowMs: number): Deployment
  change(id: string, patch: DeploymentPatch): Deployment
  changeStack(id: string, name: string, patch: StackPatch): Deployment
  /** Keeps the first failure only: later ones are its consequences. */
  recordFailure(id: string, failure: Failure): Deployment
  /** Announces one as it stands, when what has changed is not in its row: work on it has ended. */
  announce(id: string): Deployment
}

export function createDeployments(store: Store, announce: Announce): Deployments {
  const find = (id: string): Deployment | undefined => findDeployment(store, id)
  const get = (id: string): Deployment => getDeployment(store, id)
  const announced = (id: string): Deployment => {
    const deployment = get(id)
    announce('deployment.changed', deployment)
    return deployment
  }
  /** Does all of the work or nothing, then announces the deployment. */
  const write = (id: string, work: () => void): Deployment => {
    store.transaction(work).immediate()
    return announced(id)
  }
  return {
    list: () => listDeployments(store),
    find,
    get,
    add: (deployment) => write(deployment.id, () => insertDeployment(store, deployment)),
    changePlanned: (id, patch) =>
      write(id, () => {
        requirePlanned(store, id)
        updateDeployment(store, id, patch)
      }),
    replacePlanned: (deployment) =>
      write(deployment.id, () => {
        requirePlanned(store, deployment.id)
        deleteDeployment(store, deployment.id)
        insertDeployment(store, deployment)
      }),
    discardPlanned(id) {
      const discard = store.transaction(() => {
        requirePlanned(store, id)
        deleteDeployment(store, id)
      })
      discard.immediate()
      announce('deployment.discarded', { id })
    },
    adopt: (deployment) =>
      write(deployment.id, () => {
        if (find(deployment.id) === undefined) insertDeployment(store, deployment)
        else reviveDeployment(store, deployment)
      }),
    takeStep: (id, owner, step, nowMs) => write(id, () => advancePhase(store, id, owner, step, nowMs)),
    change: (id, patch) => write(id, () => updateDeployment(store, id, patch)),
    changeStack: (id, name, patch) => write(id, () => updateStack(store, id, name, patch)),
    recordFailure: (id, failure) => write(id, () => keepFirstFailure(store, id, failure)),
    announce: announced,
  }
}
