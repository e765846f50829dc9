/**
 * Orders of k trials in which each stands once at every place and follows each other equally often: row i is
 * (u + i) mod k with u = 0, 1, k−1, 2, k−2, …; for odd k each row reversed as well (Williams 1949). Rule 6.
 * @returns k rows for even k, 2k for odd k above 1; numbers from 0
 */
export function williamsRows(k: number): number[][] {
  const zigzag = Array.from({ length: k }, (_, place) =>
    place % 2 === 1 ? (place + 1) / 2 : (k - place / 2) % k,
  )
  const rows = Array.from({ length: k }, (_, shift) => zigzag.map((u) => (u + shift) % k))
  return k % 2 === 1 && k > 1 ? [...rows, ...rows.map((row) => row.toReversed())] : rows
}
