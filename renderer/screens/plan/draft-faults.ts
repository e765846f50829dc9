import { choiceFaults } from '../../../shared/choice-rules.ts'
import { choicesOfTyped } from '../../../shared/choices.ts'
import type { TypedChoices } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { hourMs, type Draft } from './draft.ts'
import { typedLoadOf } from './load-fields.ts'

/** What is wrong with a draft, by the same rules as the engine's. */
export function faultsOf(draft: Draft, experiment: Experiment, scenarios: readonly Scenario[]): Fault[] {
  return choiceFaults(choicesOfTyped(typedOf(draft), experiment.id), { experiment, scenarios })
}

/** The draft as `deployments.save` takes it, with its faults. */
export function typedOf(draft: Draft): TypedChoices {
  const { account, region, scenarios, paths, limits, roleBoundary, afterwards } = draft
  const chosen = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(record).filter(([id]) => scenarios.includes(id))
  const shares = chosen(draft.predictions).flatMap(([id, percent]) =>
    percent === null ? [] : [[id, percent / 100] as const],
  )
  return {
    account,
    region,
    scenarios: [...scenarios],
    options: Object.fromEntries(chosen(draft.options).map(([id, own]) => [id, { ...own }])),
    paths: [...paths],
    load: typedLoadOf(draft.load),
    predictions: Object.fromEntries(shares),
    capUsd: limits.capUsd,
    lifetimeMs: limits.lifetimeHours === null ? null : Math.round(limits.lifetimeHours * hourMs),
    roleBoundary: roleBoundary === '' ? null : roleBoundary,
    afterwards,
  }
}
