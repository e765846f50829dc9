import { errorData } from '../../shared/errors.ts'
import { faultsIn } from '../../shared/faults.ts'

/** The option of the command line that sets a field of the contract. */
const options: Readonly<Record<string, string>> = {
  account: '--account',
  region: '--region',
  capUsd: '--cap',
  lifetimeMs: '--lifetime',
  roleBoundary: '--role-boundary',
  afterwards: '--keep',
  scenarios: '--scenario',
  paths: '--path',
  seed: '--seed',
  experimentId: 'the experiment',
  deploymentId: 'the deployment',
  title: 'the name',
  'account.profile': '--account',
  accountId: '--account-id',
  'load.durationSec': '--duration',
  'load.threads': '--threads',
  'load.connections': '--connections',
  'load.rounds': '--rounds',
  'load.leadIn.seconds': '--lead-in',
  'load.untilSure': '--until-sure',
  'load.untilSure.same': '--difference',
  'load.untilSure.precise': '--precision',
  'load.light': '--light',
  'load.spread': '--spread',
  'load.service': '--service-time',
  'load.service.timeMs': '--service-time',
  'load.service.answer.bytes': '--answer-size',
  'load.service.request.bytes': '--post',
}

/** An error as a person reads it who gave options, not fields. */
export function errorText(thrown: unknown): string {
  const error = errorData(thrown)
  const faults = Array.isArray(error.details['faults']) ? faultsIn(error) : []
  if (faults.length === 0) return error.message
  return faults
    .map(({ field, message }) => (field === '' ? message : `${optionOf(field)}: ${message}`))
    .join(' ')
}

function optionOf(field: string): string {
  // A fault in an item of a list, as the contract counts them, is one of its option.
  const own = field.replace(/^choices\./, '').replace(/\.\d+$/, '')
  const scenarioOption = /^options\.(.+)$/.exec(own)
  return scenarioOption ? `--option ${scenarioOption[1]}` : (options[own] ?? own)
}
