import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { withoutOpenFiles } from '../platform/open-files.ts'
import { allowedEnvironment } from './allowed-environment.ts'
import { markerVariable, openWatchdog } from './watchdog.ts'
import type { Children } from './world.ts'

export interface OwnedChildren extends Children {
  /** Ends every child, also those that left their group, and resolves when none is left. */
  close(): Promise<void>
}

/**
 * A shell that tells the watchdog of its group, by the pipe that it has as descriptor 3, and becomes the
 * command. So the watchdog knows of every process before that is what it will be: the pipe does not end
 * while a shell has it open, and before that the process has the account's other files open. Its record
 * survives a watchdog that has just ended (a subshell takes the signal).
 */
const registering = '(echo "+$$" >&3) 2>/dev/null; exec "$@" 3>&-'

/** How often groups without their leader are checked, in milliseconds. */
const sweepMs = 2_000

/**
 * The account's native processes. Each leads a process group of its own, and the watchdog kills all of them
 * when this process ends, even between the fork and the next line of this file.
 */
export function openChildren(): OwnedChildren {
  const marker = randomBytes(12).toString('hex')
  const environment = { [markerVariable]: marker }
  const watchdog = openWatchdog(marker)
  /** Groups that may have a member. Some outlive their leader: nginx leaves workers, a script its jobs. */
  const groups = new Map<number, 'led' | 'leaderless'>()
  let closing = false

  function forget(group: number): void {
    if (groups.delete(group)) watchdog.remove(group)
  }

  // The system may give the id of an empty group to a process of another program, so it is forgotten soon.
  const sweep = setInterval(() => {
    for (const [group, state] of groups) if (state === 'leaderless' && !groupHasMembers(group)) forget(group)
  }, sweepMs)
  sweep.unref()

  return {
    environment,
    spawn(command, args, options) {
      if (closing) throw new Error('The practice account is ending and starts no more processes.')
      const [bare, bareArgs] = withoutOpenFiles(command, args)
      const env = { ...(options.env ?? allowedEnvironment(process.env)), ...environment }
      const stdio = [...options.stdio, watchdog.input()]
      const registered = ['-c', registering, 'sluice', bare, ...bareArgs]
      const child = spawn('/bin/sh', registered, { ...options, stdio, detached: true, env })
      const group = child.pid
      if (group === undefined) return child
      groups.set(group, 'led')
      watchdog.add(group)
      child.once('exit', () => {
        if (groupHasMembers(group)) groups.set(group, 'leaderless')
        else forget(group)
      })
      return child
    },
    async close() {
      closing = true
      clearInterval(sweep)
      await watchdog.close()
      groups.clear()
    },
  }
}

function groupHasMembers(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}
