/**
 * With this much memory a function has one whole vCPU; with less, the same share of one. Source: "Configure
 * Lambda function memory".
 */
export const wholeCpuMemoryMb = 1_769

/** The kernel gives a control group its CPU in periods: a quota in each, and no more until the next. */
export const periodMs = 20

/**
 * The CPU time that an execution environment has used of its last period. Periods are counted from the start
 * of the clock.
 */
export interface CpuUse {
  period: number
  usedMs: number
}

export const noUse: CpuUse = { period: -1, usedMs: 0 }

/**
 * When an invocation would have ended under the CPU quota of its memory, and what it has used of its last
 * period.
 * An environment is a thread that runs at full speed. Its answer is held back afterwards until the time at
 * which the quota would have let it end, with its CPU time used as early as the quota allows. An invocation
 * that mostly waits is not held back, as its periods renew while it waits. With 128 MB (1.45 ms in each 20
 * ms), 10 ms of CPU take 120-140 ms.
 * @param invocation `startMs` and `endMs` on one clock; `cpuMs` is the CPU time of its thread
 */
export function underQuota(
  use: CpuUse,
  invocation: { startMs: number; endMs: number; cpuMs: number; memoryMb: number },
): { answerAtMs: number; use: CpuUse } {
  const { startMs, endMs, cpuMs, memoryMb } = invocation
  const quotaMs = (periodMs * memoryMb) / wholeCpuMemoryMb
  if (quotaMs >= periodMs) return { answerAtMs: endMs, use }
  const first = Math.max(use.period, Math.floor(startMs / periodMs))
  const usedBefore = first === use.period ? use.usedMs : 0
  const beginMs = Math.max(startMs, first * periodMs)
  const leftInFirst = Math.max(0, Math.min(quotaMs - usedBefore, (first + 1) * periodMs - beginMs))
  let period = first
  let usedMs = usedBefore + cpuMs
  let cpuEndMs = beginMs + cpuMs
  if (cpuMs > leftInFirst) {
    const afterFirst = cpuMs - leftInFirst
    const periods = Math.ceil(afterFirst / quotaMs)
    period = first + periods
    usedMs = afterFirst - (periods - 1) * quotaMs
    cpuEndMs = period * periodMs + usedMs
  }
  if (cpuEndMs >= endMs) return { answerAtMs: cpuEndMs, use: { period, usedMs } }
  const last = Math.floor(endMs / periodMs)
  return { answerAtMs: endMs, use: last > period ? { period: last, usedMs: 0 } : { period, usedMs } }
}
