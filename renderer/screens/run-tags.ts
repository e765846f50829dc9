/** The longest name, notes and tag of a run, in characters, and the most tags. */
export const annotationLimits = { title: 120, notes: 20_000, tag: 40, tags: 20 } as const

/** Tags as a person types them: separated by commas, without empty or repeated ones. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '')
}

/** Why tags cannot be saved, as a sentence; null where they can. */
export function tagFault(tags: readonly string[]): string | null {
  if (tags.length > annotationLimits.tags)
    return `Enter at most ${annotationLimits.tags} tags; there are ${tags.length}.`
  const long = tags.find((tag) => tag.length > annotationLimits.tag)
  if (long === undefined) return null
  const most = annotationLimits.tag
  return `A tag can have at most ${most} characters; “${long.slice(0, 20)}…” has ${long.length}.`
}
