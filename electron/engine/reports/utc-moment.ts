/** When something happened, as a file tells it everywhere alike: `2026-11-24 14:32 UTC`. */
export function utcMoment(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
