/** A place where two lists differ: what each of them has there, at least one of them something. */
export interface Hunk<T> {
  ones: readonly T[]
  others: readonly T[]
}

/** Of a table of common lengths: more would take too much memory for what it tells. */
const mostCells = 16_000_000

/** The places where two lists differ, by their longest common subsequence (Wagner and Fischer 1974). */
export function hunksOf<T>(ones: readonly T[], others: readonly T[], keyOf: (one: T) => string): Hunk<T>[] {
  const [a, b] = [ones.map(keyOf), others.map(keyOf)]
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1
  let same = 0
  while (same < Math.min(a.length, b.length) - start && a.at(-1 - same) === b.at(-1 - same)) same += 1
  const [endA, endB] = [a.length - same, b.length - same]
  const common = commonPlaces(a.slice(start, endA), b.slice(start, endB)).map(
    ([one, other]) => [one + start, other + start] as const,
  )
  const hunks: Hunk<T>[] = []
  let [fromA, fromB] = [start, start]
  for (const [one, other] of [...common, [endA, endB] as const]) {
    if (one > fromA || other > fromB)
      hunks.push({ ones: ones.slice(fromA, one), others: others.slice(fromB, other) })
    fromA = one + 1
    fromB = other + 1
  }
  return hunks
}

/** The places of a longest common subsequence; none where the lists are too long to look for it. */
function commonPlaces(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  if ((a.length + 1) * width > mostCells) return []
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (one: number, other: number): number => lengths[one * width + other] ?? 0
  for (let one = a.length - 1; one >= 0; one -= 1)
    for (let other = b.length - 1; other >= 0; other -= 1)
      lengths[one * width + other] =
        a[one] === b[other] ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1))
  const places: [number, number][] = []
  for (let [one, other] = [0, 0]; one < a.length && other < b.length;) {
    if (a[one] === b[other]) places.push([one++, other++])
    else if (at(one + 1, other) >= at(one, other + 1)) one += 1
    else other += 1
  }
  return places
}
