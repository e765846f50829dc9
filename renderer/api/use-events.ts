import { useEffect, useRef } from 'react'
import type { AnyEvent } from '../../shared/events.ts'
import { useApi } from './use-api.tsx'

/** Calls the newest listener with every announcement of the engine, as long as the component is there. */
export function useEvents(listener: (event: AnyEvent) => void): void {
  const api = useApi()
  const newest = useRef(listener)
  useEffect(() => {
    newest.current = listener
  })
  useEffect(() => api.onEvent((event) => newest.current(event)), [api])
}
