import type { ErrorData } from '../../shared/errors.ts'
import { CommandError } from './api.ts'

/**
 * Anything thrown as something to show. Not `errorData` of shared/errors.ts: that brings the parser of
 * schemas along, a quarter of the page.
 */
export function failureOf(thrown: unknown): ErrorData {
  if (thrown instanceof CommandError) return thrown.data
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message: `Something unexpected happened: ${message}`, details: {} }
}
