import type { Choices } from './choices-schema.ts'
import type { CommandInput } from './contract.ts'
import type { Deployment, TypedChoices } from './deployment.ts'
import type { Load } from './experiment.ts'
import type { Run } from './run.ts'
import { isSameData } from './same-data.ts'

/**
 * Choices with every field given. A field added to `choicesSchema` does not compile until `choicesOf` fills
 * it.
 */
export type FullChoices = { [K in keyof Choices]-?: Exclude<Choices[K], undefined> } & { load: Load }

/** The part of a deployment that a person chooses. */
export type Chosen = Pick<
  Deployment,
  | 'experimentId'
  | 'account'
  | 'region'
  | 'scenarios'
  | 'options'
  | 'plan'
  | 'capUsd'
  | 'lifetimeMs'
  | 'roleBoundary'
  | 'afterwards'
>

/**
 * The input of `deployments.plan` that comes to the same plan again, limits included.
 */
export function choicesOf(chosen: Chosen): FullChoices {
  const { experimentId, account, region, scenarios, options, plan } = chosen
  const { capUsd, lifetimeMs, roleBoundary, afterwards } = chosen
  const { paths, load, predictions } = plan
  const choices = { experimentId, account, region, scenarios, options, paths, load, predictions }
  return { ...choices, capUsd, lifetimeMs, roleBoundary, afterwards }
}

/** What was typed as choices, to be checked: a number that is missing is NaN. */
export function choicesOfTyped(typed: TypedChoices, experimentId: string): FullChoices {
  const { capUsd, lifetimeMs } = typed
  return {
    ...typed,
    experimentId,
    load: loadOfTyped(typed.load),
    capUsd: capUsd ?? Number.NaN,
    lifetimeMs: lifetimeMs ?? Number.NaN,
  }
}

/** The same of the load alone. */
export function loadOfTyped(typed: TypedChoices['load']): Load {
  const { threads, connections, durationSec, rounds, leadIn, untilSure, light, spread, service } = typed
  return {
    threads: threads ?? Number.NaN,
    connections: connections ?? Number.NaN,
    durationSec: durationSec ?? Number.NaN,
    rounds: rounds ?? Number.NaN,
    leadIn: leadIn.kind === 'load' ? { ...leadIn, seconds: leadIn.seconds ?? Number.NaN } : leadIn,
    untilSure: untilSure && {
      same: untilSure.same ?? Number.NaN,
      precise: untilSure.precise ?? Number.NaN,
    },
    light,
    spread,
    service: serviceOfTyped(service),
  }
}

function serviceOfTyped({ timeMs, answer, request }: TypedChoices['load']['service']): Load['service'] {
  return {
    timeMs: timeMs ?? Number.NaN,
    answer: answer.kind === 'generated' ? { ...answer, bytes: answer.bytes ?? Number.NaN } : answer,
    request: request.kind === 'post' ? { ...request, bytes: request.bytes ?? Number.NaN } : request,
  }
}

/** The choices behind a run: what was measured comes from the run, the rest from its deployment. */
export function choicesOfRun(run: Run, deployment: Deployment): FullChoices {
  const { paths, load, predictions } = run
  const plan: Deployment['plan'] = { paths, load, predictions }
  return choicesOf({ ...deployment, plan })
}

/** The input of `runs.start` that measures the same again on the same deployment, in a newly drawn order. */
export function runAgainOf({ deploymentId, paths, load }: Run): CommandInput<'runs.start'> {
  return { deploymentId, paths, load }
}

/** Whether two sets of choices plan the same. */
export function sameChoices<C extends FullChoices | TypedChoices>(one: C, other: C): boolean {
  return isSameData(one, other)
}
