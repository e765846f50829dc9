import { errorMessage } from '../../shared/errors.ts'
import { dieAndRecover } from './killed-run.ts'
import { nameOf, type Point } from './points.ts'

/** Each has a data folder and a practice account of its own, and waits most of the time. */
const atOnce = Number(process.env['SLUICE_TEST_AT_ONCE'] ?? 3)

interface Outcome {
  kind: string
  /** `survived`, `not reached`, or what went wrong. */
  outcome: string
}

/**
 * Kills a run at one point after another, some at once, and says how each ended.
 * @param enough how many are killed; one that never comes to its point is not
 */
export async function killEach(
  command: string,
  points: Iterator<Point, unknown>,
  enough = Number.POSITIVE_INFINITY,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const killed = (): number => outcomes.filter(({ outcome }) => outcome !== 'not reached').length
  let going = 0
  const dieInTurn = async (): Promise<void> => {
    while (killed() + going < enough) {
      const next = points.next()
      if (next.done === true) return
      const startedMs = performance.now()
      going += 1
      const outcome = await dieAndRecover(command, next.value).catch((thrown: unknown) =>
        errorMessage(thrown),
      )
      going -= 1
      const seconds = Math.round((performance.now() - startedMs) / 1000)
      outcomes.push({ kind: nameOf(next.value), outcome })
      console.log(`[${outcomes.length}] ${nameOf(next.value)}: ${outcome} (${seconds} s)`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, dieInTurn))
  return outcomes
}

/** Those that neither survived nor were never reached. */
export function fatal(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ outcome }) => outcome !== 'survived' && outcome !== 'not reached')
}
