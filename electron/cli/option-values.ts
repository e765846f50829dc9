import { InvalidArgumentError } from 'commander'
import type { Account } from '../../shared/account.ts'
import type { LeadIn } from '../../shared/experiment.ts'

/**
 * Option values as text turned into what the engine takes. Only the notation is checked here; what values are
 * allowed is the engine's to say. All throw InvalidArgumentError, which commander completes with the option.
 */

/** `practice` and `environment` have their own meaning; every other name is an AWS profile. */
export function accountOf(name: string): Account {
  if (name === 'practice' || name === 'environment') return { kind: name }
  return { kind: 'profile', profile: name }
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90m`, `2h` or `1d` in milliseconds. */
export function lifetimeOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([mhd])$/.exec(text)
  if (!match) throw new InvalidArgumentError('Use a time such as 90m, 2h or 1d.')
  return Math.round(Number(match[1]) * unitMs[match[2] as 'm' | 'h' | 'd'])
}

/** `30s`, `2m` or plain seconds, in seconds. */
export function secondsOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([sm]?)$/.exec(text)
  if (!match) throw new InvalidArgumentError('Use a time such as 30s or 2m.')
  return Number(match[1]) * (match[2] === 'm' ? 60 : 1)
}

/** `80ms`, `0.5s` or plain milliseconds, in milliseconds. */
export function millisecondsOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text)
  if (!match) throw new InvalidArgumentError('Use a time such as 80ms or 0.5s.')
  return Math.round(Number(match[1]) * (match[2] === 's' ? 1000 : 1))
}

const unitBytes = { b: 1, kb: 1_000, mb: 1_000_000 } as const

/** `800B`, `10kB`, `1MB` or plain bytes, in bytes. */
export function bytesOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(b|kb|mb)?$/.exec(text.toLowerCase())
  if (!match) throw new InvalidArgumentError('Use a size such as 800B or 10kB.')
  return Math.round(Number(match[1]) * unitBytes[(match[2] ?? 'b') as keyof typeof unitBytes])
}

/** `5%` or plain per cent, as a fraction. */
export function fractionOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)%?$/.exec(text)
  if (!match) throw new InvalidArgumentError('Use a percentage such as 5%.')
  return Number(match[1]) / 100
}

export function leadInOf(text: string): LeadIn {
  return text === 'one-request' ? { kind: 'one-request' } : { kind: 'load', seconds: secondsOf(text) }
}

export function dollarsOf(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('Use a number of US dollars.')
  return Number(text)
}

export function wholeNumberOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Use a whole number.')
  return Number(text)
}

export function positiveNumberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1.')
  return Number(text)
}

/** 0 stands for any that is free. */
export function portOf(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new InvalidArgumentError('Use a number from 0 to 65535.')
}

/** Collects the values of an option that may be repeated. */
export function collect(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text]
}

/** Values of scenario options: scenario → parameter → value. */
export type ScenarioOptions = Record<string, Record<string, string>>

/** Adds one `SCENARIO.PARAMETER=VALUE` to those before it. */
export function collectScenarioOption(text: string, before: ScenarioOptions | undefined): ScenarioOptions {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/.exec(text)
  if (!match) throw new InvalidArgumentError('Use a form such as lambda-256.ConnectionReuse=keep-alive.')
  const [, scenario = '', parameter = '', value = ''] = match
  return { ...before, [scenario]: { ...before?.[scenario], [parameter]: value } }
}
