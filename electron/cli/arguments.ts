import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Account } from '../../shared/account.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import type { LeadIn } from '../../shared/experiment.ts'

export const usage = `Usage: sluice COMMAND [OPTIONS]

  run EXPERIMENT     deploy, measure, show, tear down
    -- account practice|environment|PROFILE  --region R  --account-id ID (confirms the account)  --yes
    -- (confirms any) cap 5 (US dollars)  --lifetime 2h  --scenario ID (repeatable)  --path P (repeatable)
    -- duration 30s  --threads 25  --connections 50  --lead-in 3s|one-request  --rounds N  --seed N option
    -- SCENARIO.PARAMETER=VALUE (repeatable)  --keep (no teardown)  --json FILE
  demo               run proxy-2017 on the practice account: one round of 3 s trials unless told otherwise (options as for run)
  runs               saved runs                          [--json]
  show RUN           the result of a run as a table
  export RUN         the whole run                       --format json
  deployments        what is deployed, and what was      [--json]
  teardown [ID]      remove a deployment, or --all of them
  extend ID 1h       let a deployment live longer
  receipt ID         what was found when a deployment, or that of a run, had been removed
  sweep              find what nobody knows of any more  --account A  [--everywhere | --region R] [--remove]
  policy             the least that Sluice must be allowed  [--account-id ID] [--region R]
                     [--of credentials|StackRole|ReaperRole]
  doctor             what this machine has, and an account  [--account A] [--region R] [--json]
  serve              the app for the browser; prints its address  [--port N] [--no-open]

SLUICE_DATA_DIR says where everything is kept.
Exit codes: 0 done, 1 failed or not known, 2 wrong usage, 130 interrupted.`

const runOptions = {
  account: { type: 'string' },
  'account-id': { type: 'string' },
  yes: { type: 'boolean' },
  cap: { type: 'string' },
  lifetime: { type: 'string' },
  region: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  path: { type: 'string', multiple: true },
  duration: { type: 'string' },
  threads: { type: 'string' },
  connections: { type: 'string' },
  'lead-in': { type: 'string' },
  rounds: { type: 'string' },
  seed: { type: 'string' },
  option: { type: 'string', multiple: true },
  keep: { type: 'boolean' },
  json: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

export interface RunArguments {
  experimentId: string
  account: Account
  /** The account that the person has confirmed beforehand: its number, or `any`. */
  confirmed: string | undefined
  capUsd: number | undefined
  lifetimeMs: number | undefined
  region: string | undefined
  scenarios: string[] | undefined
  paths: string[] | undefined
  options: Record<string, Record<string, string>>
  load: { durationSec?: number; threads?: number; connections?: number; rounds?: number; leadIn?: LeadIn }
  seed: number | undefined
  keep: boolean
  jsonFile: string | undefined
}

/** What the command line's own parser refuses, and what it cannot understand: exit code 2. */
export function usageError(message: string): AppError {
  return new AppError('invalid-input', message, { usage: true })
}

/** @throws AppError `invalid-input` naming the option and what it takes */
export function parseRun(
  args: string[],
  fixed: { experimentId?: string; durationSec?: number; rounds?: number } = {},
): RunArguments {
  const { values, positionals } = parsed(args, runOptions, fixed.experimentId === undefined ? 1 : 0)
  const experimentId = fixed.experimentId ?? positionals[0]
  if (experimentId === undefined) throw usageError('Which experiment? For example: sluice run proxy-2017')
  const durationSec =
    values.duration === undefined ? fixed.durationSec : seconds('--duration', values.duration)
  const rounds = values.rounds === undefined ? fixed.rounds : whole('--rounds', values.rounds)
  return {
    experimentId,
    account: accountOf(values.account),
    confirmed: values.yes === true ? 'any' : values['account-id'],
    capUsd: values.cap === undefined ? undefined : dollarsOf('--cap', values.cap),
    lifetimeMs: values.lifetime === undefined ? undefined : milliseconds('--lifetime', values.lifetime),
    region: values.region,
    scenarios: values.scenario,
    paths: values.path,
    options: parseOptions(values.option ?? []),
    load: {
      ...(durationSec === undefined ? {} : { durationSec }),
      ...(rounds === undefined ? {} : { rounds }),
      ...(values.threads === undefined ? {} : { threads: whole('--threads', values.threads) }),
      ...(values.connections === undefined
        ? {}
        : { connections: whole('--connections', values.connections) }),
      ...(values['lead-in'] === undefined ? {} : { leadIn: leadIn(values['lead-in']) }),
    },
    seed: values.seed === undefined ? undefined : whole('--seed', values.seed),
    keep: values.keep ?? false,
    jsonFile: values.json,
  }
}

/** Arguments of the other commands. @throws AppError `invalid-input` */
export function parsed<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  mostPositionals: number,
) {
  try {
    const result = parseArgs({ args, options, allowPositionals: true, strict: true })
    const extra = result.positionals[mostPositionals]
    if (extra !== undefined) throw usageError(`"${extra}" is one argument too many.`)
    return result
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw usageError(`${errorMessage(thrown).split('. To specify')[0]}. \`sluice help\` lists the options.`)
  }
}

/** `practice` and `environment` are what they say; every other name is a profile. */
export function accountOf(name: string | undefined): Account {
  if (name === undefined || name === 'practice') return { kind: 'practice' }
  return name === 'environment' ? { kind: 'environment' } : { kind: 'profile', profile: name }
}

/** `90m`, `2h` or `1d`. @throws AppError `invalid-input` */
export function milliseconds(name: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(m|h|d)$/.exec(text)
  if (!match) throw usageError(`${name} must be a time such as 90m, 2h or 1d, not "${text}".`)
  return Math.round(
    Number(match[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'm' | 'h' | 'd'],
  )
}

function dollarsOf(name: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw usageError(`${name} must be a number of US dollars, not "${text}".`)
  return Number(text)
}

/** `30s`, `2m` or plain seconds. */
function seconds(name: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m)?$/.exec(text)
  if (!match) throw usageError(`${name} must be a time such as 30s or 2m, not "${text}".`)
  return Number(match[1]) * (match[2] === 'm' ? 60 : 1)
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw usageError(`${name} must be a whole number, not "${text}".`)
  return Number(text)
}

function leadIn(text: string): LeadIn {
  return text === 'one-request'
    ? { kind: 'one-request' }
    : { kind: 'load', seconds: seconds('--lead-in', text) }
}

function parseOptions(texts: readonly string[]): Record<string, Record<string, string>> {
  const options: Record<string, Record<string, string>> = {}
  for (const text of texts) {
    const match = /^([^.=]+)\.([^.=]+)=(.*)$/.exec(text)
    if (!match)
      throw usageError(`--option must look like lambda-256.ConnectionReuse=keep-alive, not "${text}".`)
    const [, scenario = '', parameter = '', value = ''] = match
    options[scenario] = { ...options[scenario], [parameter]: value }
  }
  return options
}
