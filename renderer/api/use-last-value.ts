import { useState } from 'react'
import type { Loaded } from './use-query.ts'

/**
 * What a query answered last, also to another input: so that a list stays while the next one is on its way.
 * Null before the first answer.
 */
export function useLastValue<T extends object>(loaded: Loaded<T>): T | null {
  const [last, setLast] = useState<T | null>(null)
  if (loaded.state !== 'ready' || loaded.value === last) return last
  setLast(loaded.value)
  return loaded.value
}
