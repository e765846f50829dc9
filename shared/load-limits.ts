/** What each number of a load may be. Apart from the schemas, so that pages can check without zod. */
export const loadLimits = {
  threads: { min: 1, max: 256 },
  connections: { min: 1, max: 10_000 },
  durationSec: { min: 1, max: 3600 },
  rounds: { min: 1, max: 100 },
  leadInSec: { min: 0, max: 60 },
} as const
