/**
 * When the account's memory is short, in MB of its whole process. A deployment of the experiment of 2017
 * needs about 360 MB without environments, and an environment 10 to 15 MB. With these limits the experiment
 * stays below 1.5 GB (`npm run bench -- memory`).
 */
export interface MemoryLimits {
  /** Above this, memory is short: idle environments end sooner, and make room for new ones. */
  shortAboveMb: number
  /**
   * The number of environments that may exist even when memory is short: one for each connection of the
   * experiment. Further events wait for a free one.
   */
  environments: number
}

export const usualLimits: MemoryLimits = { shortAboveMb: 1_000, environments: 50 }

/** The memory of this process with all its threads, in MB. */
export function usedMemoryMb(): number {
  return process.memoryUsage.rss() / 1_048_576
}

/** What there is when a function needs one more environment. */
export interface Supply {
  /** Environments of all functions, those of this one, and how many there may be at most. */
  live: number
  liveOfFunction: number
  mostLive: number
  hasIdle: boolean
  usedMb: number
}

/**
 * Whether a function gets one more environment: beside the others, in place of the one that was idle longest,
 * not before one of its own becomes free, or not at all.
 */
export function roomFor(supply: Supply, limits: MemoryLimits): 'beside' | 'in-place' | 'wait' | 'none' {
  const isFull = supply.live >= supply.mostLive
  const isShort = supply.usedMb > limits.shortAboveMb
  if (!isFull && !isShort) return 'beside'
  if (supply.hasIdle) return 'in-place'
  if (isFull) return 'none'
  // A function without an environment could wait forever.
  return supply.live < limits.environments || supply.liveOfFunction === 0 ? 'beside' : 'wait'
}
