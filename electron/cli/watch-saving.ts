import { accountTitle } from '../../shared/account-name.ts'
import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { complain } from './print.ts'
import { call } from './session.ts'

/** How long a command waits for another program to release the database. */
const lockedMs = 60_000

/** Whether what a command does can be saved. */
export interface Saving {
  /** Rejects with `database` when it cannot be saved any more: then the command has to end. */
  lost: Promise<never>
  end(): void
}

/**
 * Watches the database while a command runs. A command ends when its results cannot be saved. It waits for
 * a lock, which another program usually releases soon.
 * @param stays whether the command goes on all the same, as the server for the browser does
 */
export function watchSaving(engine: Engine, stays: boolean): Saving {
  const lost = Promise.withResolvers<never>()
  // The command may have ended already: then nothing awaits this promise.
  lost.promise.catch(() => undefined)
  let timer: NodeJS.Timeout | undefined
  const stop = engine.onEvent(({ name, data }) => {
    if (name !== 'storeHealth.changed') return
    clearTimeout(timer)
    const { message, problem } = data
    if (problem === null || message === null) return complain('The database can be used again.')
    if (stays) return complain(`${message} Sluice continues automatically once it can save again.`)
    const fail = (): void => lost.reject(new AppError('database', message, { problem }))
    if (problem !== 'locked') return fail()
    complain(`${message} Waiting for up to ${lockedMs / 1000} s.`)
    timer = setTimeout(fail, lockedMs)
  })
  return {
    lost: lost.promise,
    end() {
      clearTimeout(timer)
      stop()
    },
  }
}

/**
 * The lines that name what is live and how to remove it: for a command that has to end although it may have
 * left something.
 */
export async function liveLines(engine: Engine): Promise<string[]> {
  const list = command('deployments')
  const unknown = `What is live cannot be read either; \`${list}\` lists it once that is possible.`
  const deployments = await call(engine, 'deployments.list', {}).catch(() => undefined)
  if (deployments === undefined) return [unknown]
  return deployments
    .filter(({ phase }) => isLive(phase))
    .map(
      ({ id, phase, account }) =>
        `Deployment ${id} is live (${phase}, ${accountTitle(account)}). Once the database can be written ` +
        `again, remove it with: ${command(`teardown ${id}`)}`,
    )
}
