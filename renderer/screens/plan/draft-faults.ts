import { choiceFaults } from '../../../shared/choice-rules.ts'
import { choicesOf, type FullChoices } from '../../../shared/choices.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { hourMs, type Draft } from './draft.ts'
import { loadOf } from './presets.ts'

/** What is wrong with a draft, by the same rules as the engine's. */
export function faultsOf(draft: Draft, experiment: Experiment, scenarios: readonly Scenario[]): Fault[] {
  return choiceFaults(choicesOfDraft(draft, experiment.id), { experiment, scenarios })
}

/**
 * The draft as `deployments.save` takes it. To be asked of a faultless draft only: a number that is missing
 * is NaN.
 */
export function choicesOfDraft(draft: Draft, experimentId: string): FullChoices {
  const { account, region, scenarios, paths, limits, afterwards } = draft
  const chosen = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(record).filter(([id]) => scenarios.includes(id))
  const shares = chosen(draft.predictions).flatMap(([id, percent]) =>
    percent === null ? [] : [[id, percent / 100] as const],
  )
  return choicesOf({
    experimentId,
    account,
    region,
    scenarios: [...scenarios],
    options: Object.fromEntries(chosen(draft.options).map(([id, own]) => [id, { ...own }])),
    plan: { paths: [...paths], load: loadOf(draft.load), predictions: Object.fromEntries(shares) },
    capUsd: limits.capUsd ?? Number.NaN,
    lifetimeMs: Math.round((limits.lifetimeHours ?? Number.NaN) * hourMs),
    afterwards,
  })
}
