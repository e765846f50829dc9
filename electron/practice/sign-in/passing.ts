import type { Documents } from '../world.ts'

interface Passing {
  expiresAtMs: number
  [more: string]: unknown
}

/** How long something that has ended is still known, so that it can be told from what never was. */
const knownMs = 3_600_000
/** Of each kind. Nobody signs for what is kept here, so it must not grow without end. */
const most = 200

/**
 * Keeps a document that ends, and lets go of those beside it that ended long ago, or first where there are
 * too many.
 */
export function keepPassing(
  documents: Documents,
  folder: string,
  name: string,
  value: Passing,
  nowMs: number,
): void {
  const others = documents
    .keys(`${folder}/`)
    .map((key) => ({ key, endMs: (documents.get(key) as Passing).expiresAtMs }))
    .toSorted((left, right) => left.endMs - right.endMs)
  for (const [index, { key, endMs }] of others.entries())
    if (endMs + knownMs < nowMs || index < others.length - most + 1) documents.remove(key)
  documents.put(`${folder}/${name}`, value)
}
