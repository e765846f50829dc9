import { randomInt } from 'node:crypto'
import type { RunChoices } from '../../../shared/choices-schema.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment, Load } from '../../../shared/experiment.ts'
import { pathFaults } from '../../../shared/choice-rules.ts'
import { requireFaultless } from '../../../shared/faults.ts'
import { ruleOf } from '../../../shared/rule.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import type { LoadTool } from '../load/load-tool.ts'

/** The load of a plan: the experiment's, with what the person chose, right or wrong. */
export function loadWith(experiment: Experiment, chosen: RunChoices['load']): Load {
  const own = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
  return { ...experiment.load, ...own }
}

/**
 * The load of a run: the experiment's, with what the person chose. `rules` are those of the load tool.
 * @throws AppError `invalid-input` naming the fields and what is allowed
 */
export function planLoad(
  experiment: Experiment,
  choices: Pick<RunChoices, 'load' | 'paths'>,
  rules: LoadTool['rules'],
): { load: Load; paths: string[] } {
  const load = loadWith(experiment, choices.load)
  const paths = choices.paths ?? experiment.paths
  requireFaultless([...rules(load), ...pathFaults(paths, experiment)])
  return { load, paths: [...new Set(paths)] }
}

/** A run as it stands before its first trial. */
export function planRun(
  id: string,
  deployment: Deployment,
  scenarios: readonly Scenario[],
  plan: { load: Load; paths: string[]; seed: number | undefined },
): Run {
  return {
    id,
    deploymentId: deployment.id,
    experimentId: deployment.experimentId,
    account: deployment.account,
    endpoint: deployment.endpoint,
    region: deployment.region,
    status: 'running',
    scenarios: scenarios.map(({ id, title, reachesOrigin }) => ({
      id,
      title,
      ...(reachesOrigin ? {} : { reachesOrigin }),
    })),
    paths: plan.paths,
    load: plan.load,
    rule: ruleOf(plan.load),
    seed: plan.seed ?? randomInt(0xffff_ffff),
    predictions: deployment.plan.predictions,
    title: null,
    notes: '',
    tags: [],
    conditions: null,
    failure: null,
    endedBy: null,
    cost: null,
    functionTimes: null,
    startedAtMs: Date.now(),
    measuringSinceMs: null,
    alongside: [],
    finishedAtMs: null,
    imported: null,
  }
}
