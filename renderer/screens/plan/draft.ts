import type { Account } from '../../../shared/account.ts'
import { choicesOf } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { usualAfterwards } from '../../../shared/staying.ts'
import { loadFieldsOf, presetOf, presetValues, type LoadFields, type Preset } from './presets.ts'

/** What a person has chosen so far; it may have faults, which `faultsOf` finds. */
export interface Draft {
  account: Account
  region: string
  scenarios: readonly string[]
  /** Also of scenarios that are not chosen at the moment: choosing them again brings their options back. */
  options: Readonly<Record<string, Readonly<Record<string, string>>>>
  paths: readonly string[]
  load: LoadFields
  preset: Preset
  /**
   * Scenario → expected share of the baseline's throughput in per cent; no entry or null is no prediction.
   */
  predictions: Readonly<Record<string, number | null>>
  limits: Limits
  afterwards: Deployment['afterwards']
}

/** The limits as they are typed; null where there is no number. */
interface Limits {
  capUsd: number | null
  lifetimeHours: number | null
}

export const hourMs = 3_600_000

export type DraftChange =
  | { kind: 'account'; account: Account; region?: string }
  | { kind: 'region'; region: string }
  | { kind: 'limits'; limits: Partial<Limits> }
  | { kind: 'afterwards'; afterwards: Deployment['afterwards'] }
  | { kind: 'scenario'; id: string; chosen: boolean }
  | { kind: 'option'; scenarioId: string; parameter: string; value: string }
  | { kind: 'path'; path: string; chosen: boolean }
  | { kind: 'preset'; preset: Preset }
  | { kind: 'load'; load: Partial<LoadFields> }
  | { kind: 'prediction'; scenarioId: string; percent: number | null }

/** What the sentences on what stays are about: NaN where no lifetime is given. */
export function stayOf({ afterwards, limits }: Draft): Pick<Deployment, 'afterwards' | 'lifetimeMs'> {
  return { afterwards, lifetimeMs: (limits.lifetimeHours ?? Number.NaN) * hourMs }
}

/** The draft that a planned deployment holds, as it was typed. */
export function draftOf(deployment: Deployment, experiment: Experiment): Draft {
  const { account, region, scenarios, options, paths, load, predictions, capUsd, lifetimeMs, afterwards } =
    deployment.typed ?? choicesOf(deployment)
  return {
    account,
    region,
    scenarios,
    options,
    paths,
    load: loadFieldsOf(load),
    preset: presetOf(load, paths, experiment),
    limits: { capUsd, lifetimeHours: lifetimeMs === null ? null : lifetimeMs / hourMs },
    afterwards,
    predictions: Object.fromEntries(Object.entries(predictions).map(([id, share]) => [id, percentOf(share)])),
  }
}

/** Rounded just enough for 0.07 to become 7: dividing by 100 gives the same share again. */
function percentOf(share: number): number {
  return Math.round(share * 1e9) / 1e7
}

/** The draft after one change. Scenarios and paths stay in the order of the experiment. */
export function changeDraft(draft: Draft, change: DraftChange, experiment: Experiment): Draft {
  return { ...draft, ...changedPart(draft, change, experiment) }
}

function changedPart(draft: Draft, change: DraftChange, experiment: Experiment): Partial<Draft> {
  if (change.kind === 'account') return withAccount(draft, change)
  if (change.kind === 'region') return { region: change.region }
  if (change.kind === 'afterwards') return { afterwards: change.afterwards }
  if (change.kind === 'limits') return { limits: { ...draft.limits, ...change.limits } }
  if (change.kind === 'scenario')
    return { scenarios: chosenOf(experiment.scenarios, draft.scenarios, change.id, change.chosen) }
  if (change.kind === 'path')
    return { preset: 'own', paths: chosenOf(experiment.paths, draft.paths, change.path, change.chosen) }
  if (change.kind === 'option') return { options: withOption(draft.options, change) }
  if (change.kind === 'preset') return { ...presetValues(change.preset, experiment), preset: change.preset }
  if (change.kind === 'load') return { preset: 'own', load: { ...draft.load, ...change.load } }
  return { predictions: { ...draft.predictions, [change.scenarioId]: change.percent } }
}

/** What happens afterwards follows from the account, until a person says otherwise for it. */
function withAccount(
  draft: Draft,
  { account, region }: Extract<DraftChange, { kind: 'account' }>,
): Partial<Draft> {
  const sameUsual = usualAfterwards(account) === usualAfterwards(draft.account)
  return {
    account,
    region: region ?? draft.region,
    afterwards: sameUsual ? draft.afterwards : usualAfterwards(account),
  }
}

function withOption(
  options: Draft['options'],
  { scenarioId, parameter, value }: Extract<DraftChange, { kind: 'option' }>,
): Draft['options'] {
  return { ...options, [scenarioId]: { ...options[scenarioId], [parameter]: value } }
}

function chosenOf(
  all: readonly string[],
  before: readonly string[],
  item: string,
  chosen: boolean,
): string[] {
  return all.filter((one) => (one === item ? chosen : before.includes(one)))
}
