import type { Load } from './experiment.ts'
import { AppError, type ErrorData } from './errors.ts'
import type { Requirements } from './requirements.ts'

type RequirementField = Exclude<keyof Requirements, 'latency'> | `latency.${'percentile' | 'of' | 'ms'}`

/** A field that a person fills in: its path in the input of `deployments.plan` or `requirements.set`. */
export type Field =
  | 'account'
  | 'region'
  | 'scenarios'
  | 'paths'
  | 'capUsd'
  | 'lifetimeMs'
  | 'roleBoundary'
  | `load.${Exclude<keyof Load, 'leadIn' | 'service'> | 'leadIn.seconds'}`
  | `load.untilSure.${'same' | 'precise'}`
  | `load.service.${'timeMs' | 'answer.bytes' | 'request.bytes'}`
  /** `options.SCENARIO.PARAMETER` */
  | `options.${string}`
  /** `predictions.SCENARIO` */
  | `predictions.${string}`
  | `requirements.${RequirementField}`

/** What is wrong with one field of an input. */
export interface Fault {
  /** The path to the field; empty where the input as a whole is wrong. */
  field: string
  /** A sentence or two that say what is allowed, to be read beside the name of the field. */
  message: string
}

/** The message for a field, or null where nothing is wrong with it. */
export function faultAt(faults: readonly Fault[], field: Field): string | null {
  return faults.find((fault) => fault.field === field)?.message ?? null
}

/** The error that refuses an input: its details hold every fault, and the field of the first. */
export function invalidInput(faults: readonly Fault[]): AppError {
  const sentences = faults.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
  return new AppError('invalid-input', sentences.join(' '), { field: faults[0]?.field ?? '', faults })
}

/** @throws AppError `invalid-input` with `details.faults`, unless there are none */
export function requireFaultless(faults: readonly Fault[]): void {
  if (faults.length > 0) throw invalidInput(faults)
}

/** The faults that an error carries; empty where it names no field. */
export function faultsIn({ details, message }: ErrorData): Fault[] {
  const { faults, field } = details
  if (Array.isArray(faults)) return faults.filter(isFault)
  return typeof field === 'string' ? [{ field, message }] : []
}

function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false
  const { field, message } = value as Partial<Fault>
  return typeof field === 'string' && typeof message === 'string'
}
