import type { Activity } from '../../shared/activity.ts'
import type { AnyEvent } from '../../shared/events.ts'
import type { Answer } from '../../shared/wire.ts'

/** Hands the engine's events to the page, and after a lost connection first the activities it missed. */
export interface EventRelay {
  receive(event: AnyEvent): void
  /** Activities that the page has asked for: it misses none up to these. */
  saw(activities: readonly Activity[]): void
  catchUp(): Promise<void>
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
}

/** @param ask for the activities after a sequence number */
export function eventRelay(ask: (afterSeq: number) => Promise<Answer<unknown>>): EventRelay {
  const listeners = new Set<(event: AnyEvent) => void>()
  let lastSeq = 0
  /** Events that arrive while the page catches up: handed on after what was missed. */
  let held: AnyEvent[] | undefined

  const saw = (activities: readonly Activity[]): void => {
    lastSeq = Math.max(lastSeq, ...activities.map(({ seq }) => seq))
  }
  const emit = (event: AnyEvent): void => {
    if (event.name === 'activity.appended') saw([event.data])
    for (const listener of listeners) listener(event)
  }
  /** @returns the sequence numbers of what was missed */
  const emitMissed = async (): Promise<Set<number>> => {
    const emitted = new Set<number>()
    // A page that has not seen any activity has none to be completed.
    let after = lastSeq
    while (after > 0) {
      const answer = await ask(after)
      const missed = answer.ok ? (answer.value as Activity[]) : []
      for (const data of missed) {
        emitted.add(data.seq)
        emit({ name: 'activity.appended', data })
      }
      after = missed.at(-1)?.seq ?? 0
    }
    return emitted
  }
  return {
    saw,
    receive(event) {
      if (held === undefined) emit(event)
      else held.push(event)
    },
    async catchUp() {
      // One that a second loss has interrupted continues: its question is sent again.
      if (held !== undefined) return
      held = []
      const emitted = await emitMissed()
      const waiting = held
      held = undefined
      for (const event of waiting)
        if (event.name !== 'activity.appended' || !emitted.has(event.data.seq)) emit(event)
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
