import type { AnyEvent } from '../../shared/events.ts'
import type { Log } from '../platform/log.ts'
import type { Announce } from './store/announce.ts'

/** Hands events to everyone who listens, and writes activities to the log. */
export interface Announcements {
  announce: Announce
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
  /** Numbers of the activities that this process has announced; `watchOthers` empties it. */
  announcedActivities: Set<number>
}

export function createAnnouncements(log: Log): Announcements {
  const listeners = new Set<(event: AnyEvent) => void>()
  const announcedActivities = new Set<number>()
  return {
    announcedActivities,
    announce(name, data) {
      const event = { name, data } as AnyEvent
      if (event.name === 'activity.appended') {
        const { seq, level, message, deploymentId } = event.data
        announcedActivities.add(seq)
        log(level === 'error' ? 'error' : 'info', message, { deploymentId })
      }
      for (const listener of listeners) listener(event)
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
