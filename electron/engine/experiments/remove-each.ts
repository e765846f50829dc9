import { AppError, errorData, type ErrorData } from '../../../shared/errors.ts'
import type { Conductor } from './conductor.ts'
import { unlessConflict } from './unless-conflict.ts'

/**
 * Starts to remove each of some deployments, whatever becomes of the others. One that has gone meanwhile is
 * no failure.
 * @throws AppError that names every deployment whose removal could not be started
 */
export async function removeEach(
  conductor: Pick<Conductor, 'remove'>,
  ids: readonly string[],
): Promise<void> {
  const failures: { id: string; error: ErrorData }[] = []
  await Promise.all(
    ids.map(async (id) => {
      try {
        await conductor.remove(id).catch(unlessConflict)
      } catch (thrown) {
        failures.push({ id, error: errorData(thrown) })
      }
    }),
  )
  const [first] = failures
  if (first === undefined) return
  const each = failures.map(({ id, error }) => `${id}: ${error.message}`)
  throw new AppError(first.error.code, each.join(' '), { ids: failures.map(({ id }) => id) })
}
