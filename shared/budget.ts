const minute = 60_000
const hour = 60 * minute

/**
 * Bounds and defaults of what a deployment may cost and how long it may live. Zod-free: pages check with
 * them.
 */
export const budgetLimits = {
  capUsd: { min: 0, max: 500, usual: 5 },
  lifetimeMs: { min: 15 * minute, max: 48 * hour, usual: 2 * hour },
} as const
