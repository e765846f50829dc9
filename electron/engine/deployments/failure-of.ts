import type { Failure } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'

/** What failed, as far as the error names it. */
export function failureOf(thrown: unknown): Failure {
  const { stack, resource, resources, console } = thrown instanceof AppError ? thrown.details : {}
  return {
    stack: typeof stack === 'string' ? stack : null,
    resource: typeof resource === 'string' ? resource : null,
    reason: errorMessage(thrown),
    resources: Array.isArray(resources) ? resources.filter((one) => typeof one === 'string') : [],
    console: typeof console === 'string' ? console : null,
  }
}
