import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { StorageProblem } from '../../../shared/storage-problem.ts'
import { fileProblemOf } from './storage-problem.ts'

/**
 * Why a database cannot be opened, and what to do. Only a damaged one is to be moved away: in every other
 * case the file is good, and it alone knows what is deployed.
 */
const sentences: Record<StorageProblem, (file: string, reason: string) => string> = {
  locked: (file) =>
    `Another program has locked the database ${file}, such as a backup or a database browser. ` +
    'Close that program, then try again.',
  'read-only': (file, reason) =>
    `The database ${file} cannot be written (${reason}). Make the file, its folder and its disk writable ` +
    'for this user, then try again.',
  full: (file) => `The disk that holds the database ${file} is full. Free some space, then try again.`,
  disk: (file, reason) =>
    `The database ${file} cannot be read or written (${reason}). Check its disk and the limits of this ` +
    'user, then try again.',
  damaged: (file, reason) =>
    `The database ${file} is damaged (${reason}). Put a copy of it in its place, or move it away to start ` +
    'with an empty one. An empty one does not know what is deployed: a sweep of each account that you used ' +
    'finds it.',
}

/** What to throw for an error while opening: `database` with `details.problem` where the cause is known. */
export function openFailure(file: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const problem = fileProblemOf(thrown)
  const reason = errorMessage(thrown)
  const message =
    problem === null ? `The database ${file} cannot be opened: ${reason}.` : sentences[problem](file, reason)
  return new AppError('database', message, { problem, file }, thrown)
}
