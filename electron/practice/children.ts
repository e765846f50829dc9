import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { withoutOpenFiles } from '../platform/open-files.ts'
import { allowedEnvironment } from './allowed-environment.ts'
import type { Children } from './world.ts'
import { markerVariable, watchdogScript } from './watchdog.ts'

export interface OwnedChildren extends Children {
  /** Ends every child, also those that left their group, and resolves when none is left. */
  close(): Promise<void>
}

/** How often groups that have lost their leader are looked at, in milliseconds. */
const sweepMs = 2_000

/**
 * The account's native processes. Each leads a process group of its own, and all hang on a watchdog: a
 * shell whose input is a pipe from here. When this process ends, in whatever way, the pipe closes and the
 * shell kills them.
 */
export function openChildren(): OwnedChildren {
  const marker = randomBytes(12).toString('hex')
  const environment = { [markerVariable]: marker }
  /**
   * Groups that may still have a member. The leader's end is not the group's: nginx leaves workers, a
   * script leaves what it put behind itself.
   */
  const groups = new Map<number, 'led' | 'leaderless'>()
  let closing = false
  let watchdog = startWatchdog()

  function startWatchdog(): ChildProcess {
    // A session of its own, so that Ctrl-C in a terminal does not end the watchdog before its wards.
    const [command, args] = withoutOpenFiles('/bin/sh', ['-c', watchdogScript, 'sluice-watchdog', marker])
    const shell = spawn(command, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    })
    shell.unref()
    // Writing to a watchdog that somebody has killed must not end the account; its exit starts another.
    shell.stdin?.on('error', () => undefined)
    shell.on('error', () => undefined)
    shell.on('exit', () => {
      if (!closing) watchdog = startWatchdog()
    })
    for (const group of groups.keys()) shell.stdin?.write(`+${group}\n`)
    return shell
  }

  function tell(line: string): void {
    watchdog.stdin?.write(`${line}\n`)
  }

  function forget(group: number): void {
    if (groups.delete(group)) tell(`-${group}`)
  }

  // A group's id may be given to somebody else's process once the group is empty, so an empty one is
  // forgotten soon.
  const sweep = setInterval(() => {
    for (const [group, state] of groups) if (state === 'leaderless' && !groupHasMembers(group)) forget(group)
  }, sweepMs)
  sweep.unref()

  return {
    environment,
    spawn(command, args, options) {
      if (closing) throw new Error('The practice account is ending and starts nothing any more.')
      const [bare, bareArgs] = withoutOpenFiles(command, args)
      const env = { ...(options.env ?? allowedEnvironment(process.env)), ...environment }
      const child = spawn(bare, bareArgs, { ...options, detached: true, env })
      const group = child.pid
      if (group === undefined) return child
      groups.set(group, 'led')
      tell(`+${group}`)
      child.once('exit', () => {
        if (groupHasMembers(group)) groups.set(group, 'leaderless')
        else forget(group)
      })
      return child
    },
    async close() {
      closing = true
      clearInterval(sweep)
      const gone =
        watchdog.exitCode === null && watchdog.signalCode === null ? once(watchdog, 'exit') : undefined
      watchdog.ref()
      watchdog.stdin?.end()
      await gone
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
