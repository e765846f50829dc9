import type { ErrorData } from '../../shared/errors.ts'
import type { Loaded } from './use-query.ts'

type ValueOf<L> = L extends { state: 'ready'; value: infer T } ? T : never

export type Together<Q extends Record<string, Loaded<unknown>>> =
  | { state: 'loading' }
  | { state: 'ready'; values: { [K in keyof Q]: ValueOf<Q[K]> } }
  | { state: 'failed'; error: ErrorData; retry: () => void }

/** Several queries as one: failed when one has failed, ready when all are. */
export function together<Q extends Record<string, Loaded<unknown>>>(queries: Q): Together<Q> {
  const values: Record<string, unknown> = {}
  let waiting = false
  for (const [name, loaded] of Object.entries(queries)) {
    if (loaded.state === 'failed') return loaded
    if (loaded.state === 'loading') waiting = true
    else values[name] = loaded.value
  }
  if (waiting) return { state: 'loading' }
  return { state: 'ready', values: values as { [K in keyof Q]: ValueOf<Q[K]> } }
}
