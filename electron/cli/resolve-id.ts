import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { call } from './session.ts'

/** What stands for the newest run or deployment. */
export const newest = 'last'

/** Ids have this many characters; a shorter text is the beginning of one. */
const idLength = 8

/**
 * The id of a run.
 * @param name the id, a beginning that no other run has, or `last`. What no run begins with is left to the
 *   engine: it may be one that the list does not hold
 * @throws AppError `not-found` for `last` without a run, `invalid-input` for a beginning of several
 */
export async function runIdOf(engine: Engine, name: string): Promise<string> {
  if (name !== newest && name.length >= idLength) return name
  return idAmong(
    'run',
    name,
    await call(engine, 'runs.list', name === newest ? { most: 1 } : { idPrefix: name }),
  )
}

/** The id of a deployment, in the same way. */
export async function deploymentIdOf(engine: Engine, name: string): Promise<string> {
  if (name !== newest && name.length >= idLength) return name
  const all = await call(engine, 'deployments.list', {})
  return idAmong(
    'deployment',
    name,
    all.toSorted((one, other) => other.createdAtMs - one.createdAtMs),
  )
}

/** @param newestFirst what may be meant */
function idAmong(what: 'run' | 'deployment', name: string, newestFirst: readonly { id: string }[]): string {
  const ids = newestFirst.map(({ id }) => id)
  if (name === newest) {
    const [first] = ids
    if (first === undefined) throw new AppError('not-found', `There is no ${what} yet.`)
    return first
  }
  if (name === '' || ids.includes(name)) return name
  const found = ids.filter((id) => id.startsWith(name))
  if (found.length > 1)
    throw new AppError('invalid-input', `"${name}" is the beginning of several: ${found.join(', ')}.`)
  return found[0] ?? name
}
