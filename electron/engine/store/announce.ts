import type { EventData, EventName } from '../../../shared/events.ts'

/** Tells windows and terminals of what is in the store already. */
export type Announce = <N extends EventName>(name: N, data: EventData<N>) => void
