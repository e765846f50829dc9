import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { presetOf, presetPlan, usualPreset } from '../../../shared/presets.ts'
import type { Api } from '../../api/api.ts'

/**
 * A new draft of another experiment in the same account, with the same limits and the same kind of load. Its
 * scenarios and paths are its own.
 * @param before the saved draft whose experiment was another
 */
export async function planOther(api: Api, experiment: Experiment, before: Deployment): Promise<Deployment> {
  const { account, region, capUsd, lifetimeMs, roleBoundary, afterwards, plan } = before
  const experiments = await api.call('experiments.list', {})
  const old = experiments.find(({ id }) => id === before.experimentId)
  const preset = old === undefined ? null : presetOf({ ...plan, scenarios: before.scenarios }, old)
  const { load, paths } = presetPlan(preset ?? usualPreset(account), experiment, experiment.scenarios)
  const service = preset === 'exact' ? load.service : plan.load.service
  return await api.call('deployments.plan', {
    experimentId: experiment.id,
    account,
    region,
    paths,
    load: { ...load, service },
    capUsd,
    lifetimeMs,
    roleBoundary,
    afterwards,
  })
}
