import type { AnyEvent } from '../../shared/events.ts'
import type { Engine } from '../engine/engine.ts'
import { afterEvent, emptyOverview, type Overview, withDeployment, withRun, withTrial } from './overview.ts'

/**
 * Keeps an overview of the engine at hand, for what cannot wait for an answer, such as quitting.
 */
export interface EngineFollower {
  overview(): Overview
  /** `event` is undefined for the first look at the store. */
  onChange(listener: (now: Overview, before: Overview, event: AnyEvent | undefined) => void): void
}

/** Follows the engine: subscribes to its events first, then reads its current state. */
export function followEngine(engine: Pick<Engine, 'dispatch' | 'onEvent'>): EngineFollower {
  let overview = emptyOverview
  const listeners = new Set<Parameters<EngineFollower['onChange']>[0]>()
  const change = (next: Overview, event: AnyEvent | undefined): void => {
    const before = overview
    if (next === before) return
    overview = next
    for (const listener of listeners) listener(next, before, event)
  }
  engine.onEvent((event) => change(afterEvent(overview, event, Date.now()), event))
  const look = async (): Promise<void> => change(await firstLook(engine, () => overview), undefined)
  void look()
  return {
    overview: () => overview,
    onChange(listener) {
      listeners.add(listener)
    },
  }
}

/**
 * Events that arrive in the meantime are newer than what is read here. Deployments are read last and used
 * at once.
 */
async function firstLook({ dispatch }: Pick<Engine, 'dispatch'>, current: () => Overview): Promise<Overview> {
  const going = await dispatch('runs.list', { status: 'running' })
  const ids = going.ok ? going.value : []
  const details = await Promise.all(ids.map(({ id }) => dispatch('runs.get', { id })))
  const deployments = await dispatch('deployments.list', {})
  let overview = current()
  for (const deployment of deployments.ok ? deployments.value : []) {
    if (!overview.live.has(deployment.id))
      overview = withDeployment(overview, deployment, deployment.changedAtMs)
  }
  for (const answer of details) {
    if (!answer.ok) continue
    const { run, trials } = answer.value
    if (!overview.runs.has(run.id)) overview = withRun(overview, run)
    for (const { order, status } of trials)
      if (status !== 'pending') overview = withTrial(overview, run.id, order)
  }
  return overview
}
