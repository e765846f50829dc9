/** `A.B.C` → `['A', 'B.C']`: only the first dot separates, nested attributes keep theirs. */
export function splitAttribute(value: string): string[] {
  const dot = value.indexOf('.')
  return dot === -1 ? [value] : [value.slice(0, dot), value.slice(dot + 1)]
}
