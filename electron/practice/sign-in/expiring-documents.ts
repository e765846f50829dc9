import type { Documents } from '../world.ts'

interface Expiring {
  expiresAtMs: number
  [more: string]: unknown
}

/** How long an expired document is kept, so that it is not confused with one that never existed. */
const knownMs = 3_600_000
/** The most documents of each kind. They come from unsigned requests, so their number must be limited. */
const most = 200

/**
 * Keeps a document that expires. Removes those of its folder that expired long ago, and the first to expire
 * when there are too many.
 */
export function keepExpiring(
  documents: Documents,
  folder: string,
  name: string,
  value: Expiring,
  nowMs: number,
): void {
  const others = documents
    .keys(`${folder}/`)
    .map((key) => ({ key, endMs: (documents.get(key) as Expiring).expiresAtMs }))
    .toSorted((left, right) => left.endMs - right.endMs)
  for (const [index, { key, endMs }] of others.entries())
    if (endMs + knownMs < nowMs || index < others.length - most + 1) documents.remove(key)
  documents.put(`${folder}/${name}`, value)
}
