import type { Account } from '../../../shared/account.ts'
import { floorsAmong } from '../../../shared/floors.ts'
import { isSameData } from '../../../shared/same-data.ts'
import { choicesOf } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { offeredScenarios } from '../../../shared/offered-scenarios.ts'
import { usualAfterwards } from '../../../shared/staying.ts'
import { presetOf, presetPlan, usualPreset, type Preset } from '../../../shared/presets.ts'
import {
  answerFieldsOf,
  answersOf,
  loadFieldsOf,
  loadOf,
  percentOf,
  type AnswerFields,
  type LoadFields,
} from './load-fields.ts'

/** What a person has chosen so far; it may have faults, which `faultsOf` finds. */
export interface Draft {
  account: Account
  region: string
  scenarios: readonly string[]
  /** How many of them never reach the origin. */
  floors: number
  /** Also of scenarios that are not chosen at the moment: choosing them again brings their options back. */
  options: Readonly<Record<string, Readonly<Record<string, string>>>>
  paths: readonly string[]
  load: LoadFields
  /** Null: a load of one's own. */
  preset: Preset | null
  /**
   * Scenario → expected share of the baseline's throughput in per cent; no entry or null is no prediction.
   */
  predictions: Readonly<Record<string, number | null>>
  limits: Limits
  /** The ARN of the permissions boundary that every role is to carry; empty where none is wanted. */
  roleBoundary: string
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
  | { kind: 'role-boundary'; roleBoundary: string }
  | { kind: 'afterwards'; afterwards: Deployment['afterwards'] }
  | { kind: 'scenario'; id: string; chosen: boolean }
  | { kind: 'option'; scenarioId: string; parameter: string; value: string }
  | { kind: 'path'; path: string; chosen: boolean }
  | { kind: 'preset'; preset: Preset | null }
  /** Leaves the preset. */
  | { kind: 'load'; load: Partial<LoadFields> }
  /** Leaves only the preset that says everything exactly. */
  | { kind: 'answers'; answers: Partial<AnswerFields> }
  | { kind: 'prediction'; scenarioId: string; percent: number | null }

/** What the sentences on what stays are about: NaN where no lifetime is given. */
export function stayOf({ afterwards, limits }: Draft): Pick<Deployment, 'afterwards' | 'lifetimeMs'> {
  return { afterwards, lifetimeMs: (limits.lifetimeHours ?? Number.NaN) * hourMs }
}

/** The draft that a planned deployment holds, as it was typed. */
export function draftOf(deployment: Deployment, experiment: Experiment): Draft {
  const chosen = deployment.typed ?? choicesOf(deployment)
  const { account, region, scenarios, options, paths, load, predictions } = chosen
  const { capUsd, lifetimeMs, roleBoundary, afterwards } = chosen
  const fields = loadFieldsOf(load)
  const floors = floorsAmong(scenarios, experiment)
  return {
    account,
    region,
    scenarios,
    options,
    paths,
    load: fields,
    floors,
    preset: presetOf({ load: loadOf(fields), paths, scenarios }, experiment),
    limits: { capUsd, lifetimeHours: lifetimeMs === null ? null : lifetimeMs / hourMs },
    roleBoundary: roleBoundary ?? '',
    afterwards,
    predictions: Object.fromEntries(Object.entries(predictions).map(([id, share]) => [id, percentOf(share)])),
  }
}

/** The draft after one change. Scenarios and paths stay in the order of the experiment. */
export function changeDraft(draft: Draft, change: DraftChange, experiment: Experiment): Draft {
  return { ...draft, ...changedPart(draft, change, experiment) }
}

function changedPart(draft: Draft, change: DraftChange, experiment: Experiment): Partial<Draft> {
  if (change.kind === 'account') return withAccount(draft, change, experiment)
  if (change.kind === 'region') return { region: change.region }
  if (change.kind === 'role-boundary') return { roleBoundary: change.roleBoundary }
  if (change.kind === 'afterwards') return { afterwards: change.afterwards }
  if (change.kind === 'limits') return { limits: { ...draft.limits, ...change.limits } }
  if (change.kind === 'scenario') return withScenario(draft, change, experiment)
  if (change.kind === 'option') return { options: withOption(draft.options, change) }
  if (change.kind === 'prediction')
    return { predictions: { ...draft.predictions, [change.scenarioId]: change.percent } }
  return changedLoad(draft, change, experiment)
}

type LoadChange = Extract<DraftChange, { kind: 'path' | 'preset' | 'load' | 'answers' }>

function changedLoad(draft: Draft, change: LoadChange, experiment: Experiment): Partial<Draft> {
  if (change.kind === 'path')
    return { preset: null, paths: chosenOf(experiment.paths, draft.paths, change.path, change.chosen) }
  if (change.kind === 'preset') return withPreset(draft, change.preset, experiment)
  if (change.kind === 'load') return { preset: null, load: { ...draft.load, ...change.load } }
  const answered = { ...draft, load: { ...draft.load, ...change.answers } }
  if (draft.preset === 'exact') return { preset: null, load: answered.load }
  return draft.preset === null ? { load: answered.load } : withPreset(answered, draft.preset, experiment)
}

/** The values of a preset, and what a person has answered; null keeps the current ones. */
function withPreset(draft: Draft, preset: Preset | null, experiment: Experiment): Partial<Draft> {
  if (preset === null) return { preset }
  const { load, paths } = presetPlan(preset, experiment, draft.scenarios, answersOf(draft.load))
  const fields = loadFieldsOf(load)
  const answers = preset === 'exact' ? {} : answerFieldsOf(draft.load)
  return { preset, paths, load: { ...fields, ...answers } }
}

/** The more scenarios there are, the fewer rounds a preset until sure has time for. */
function withScenario(
  draft: Draft,
  { id, chosen }: Extract<DraftChange, { kind: 'scenario' }>,
  experiment: Experiment,
): Partial<Draft> {
  const scenarios = chosenOf(offeredScenarios(experiment), draft.scenarios, id, chosen)
  const which = { scenarios, floors: floorsAmong(scenarios, experiment) }
  return draft.preset === null
    ? which
    : { ...which, ...withPreset({ ...draft, scenarios }, draft.preset, experiment) }
}

/** What happens afterwards and the preset follow from the account, until a person says otherwise for it. */
function withAccount(
  draft: Draft,
  { account, region }: Extract<DraftChange, { kind: 'account' }>,
  experiment: Experiment,
): Partial<Draft> {
  const sameUsual = usualAfterwards(account) === usualAfterwards(draft.account)
  const follows = draft.preset === usualPreset(draft.account) && draft.preset !== usualPreset(account)
  return {
    ...(follows && withPreset(draft, usualPreset(account), experiment)),
    account,
    region: region ?? draft.region,
    // It is a policy of the account before.
    ...(isSameData(account, draft.account) ? {} : { roleBoundary: '' }),
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
