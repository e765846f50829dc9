import { AppError } from '../../../shared/errors.ts'

/** @returns false for a deployment that another process works on. @throws everything else that was thrown */
export function unlessConflict(thrown: unknown): false {
  if (thrown instanceof AppError && thrown.code === 'conflict') return false
  throw thrown
}
