import { AppError } from '../../../shared/errors.ts'

/** The error of a trial that has no usable result. `reason` continues "The trial failed: ". */
export function trialFailed(reason: string): AppError {
  return new AppError('load-failed', `The trial failed: ${reason}`)
}
