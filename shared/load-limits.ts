/** What each number of a load may be. Apart from the schemas, so that pages can check without zod. */
export const loadLimits = {
  threads: { min: 1, max: 256 },
  connections: { min: 1, max: 10_000 },
  durationSec: { min: 1, max: 3600 },
  rounds: { min: 1, max: 100 },
  leadInSec: { min: 0, max: 60 },
  /** Rounds of a run until sure, at most. Looks begin after the fifth; rule 8 was tried with up to 30. */
  roundsUntilSure: { min: 6, max: 30 },
  /** As a fraction: 1 to 50 %. */
  margin: { min: 0.01, max: 0.5 },
  serviceTimeMs: { min: 0, max: 2_000 },
  answerBytes: { min: 1, max: 1_000_000 },
  bodyBytes: { min: 1, max: 1_000_000 },
} as const
