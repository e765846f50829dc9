import { type ErrorData, errorData } from '../../shared/errors.ts'
import { CommandError } from './api.ts'

/** Anything thrown as data to show: what the engine said, or that something unexpected happened. */
export function failureOf(thrown: unknown): ErrorData {
  return thrown instanceof CommandError ? thrown.data : errorData(thrown)
}
