import { describe, expect, test } from 'vitest'
import type { CpuUse } from '../../../../electron/practice/lambda/cpu-quota.ts'
import {
  noUse,
  periodMs,
  underQuota,
  wholeCpuMemoryMb,
} from '../../../../electron/practice/lambda/cpu-quota.ts'

const quotaMs = (memoryMb: number) => (periodMs * memoryMb) / wholeCpuMemoryMb

describe('the CPU quota of a function', () => {
  test('never holds back what has a whole vCPU', () => {
    expect(underQuota(noUse, { startMs: 1_005, endMs: 1_505, cpuMs: 500, memoryMb: 1_769 })).toEqual({
      answerAtMs: 1_505,
      use: noUse,
    })
  })

  test('lets a period’s share pass at once, and the rest in the periods after it', () => {
    const share = quotaMs(128)
    const within = underQuota(noUse, { startMs: 1_000, endMs: 1_001, cpuMs: 1, memoryMb: 128 })
    expect(within).toEqual({ answerAtMs: 1_001, use: { period: 50, usedMs: 1 } })
    const twoPeriods = underQuota(noUse, { startMs: 1_000, endMs: 1_002, cpuMs: share + 0.5, memoryMb: 128 })
    expect(twoPeriods.answerAtMs).toBeCloseTo(1_020.5, 9)
    expect(twoPeriods.use.period).toBe(51)
    expect(twoPeriods.use.usedMs).toBeCloseTo(0.5, 9)
    // 10 ms need seven periods of 1.447 ms: six whole ones, and the rest in the seventh.
    const ten = underQuota(noUse, { startMs: 1_000, endMs: 1_010, cpuMs: 10, memoryMb: 128 })
    expect(ten.answerAtMs).toBeCloseTo(1_000 + 6 * periodMs + (10 - 6 * share), 9)
  })

  test('remembers what an earlier invocation has used of the period', () => {
    const first = underQuota(noUse, { startMs: 1_000, endMs: 1_001, cpuMs: 1, memoryMb: 128 })
    const second = underQuota(first.use, { startMs: 1_002, endMs: 1_003, cpuMs: 1, memoryMb: 128 })
    expect(second.answerAtMs).toBeCloseTo(1_020 + (1 - (quotaMs(128) - 1)), 9)
    const third = underQuota(second.use, { startMs: 1_060, endMs: 1_061, cpuMs: 1, memoryMb: 128 })
    expect(third.answerAtMs).toBe(1_061)
  })

  test('does not hold back what mostly waits', () => {
    expect(underQuota(noUse, { startMs: 1_000, endMs: 1_300, cpuMs: 10, memoryMb: 128 })).toMatchObject({
      answerAtMs: 1_300,
      use: { period: 65, usedMs: 0 },
    })
  })

  test.each([128, 256, 512, 1_024])(
    'over many invocations with %i MB, CPU over wall time is the share of memory',
    (memoryMb) => {
      let use: CpuUse = noUse
      let nowMs = 123.4
      let cpuMs = 0
      const startMs = nowMs
      for (let i = 0; i < 2_000; i += 1) {
        const invocation = 0.3 + (i % 7) * 0.9
        const held = underQuota(use, {
          startMs: nowMs,
          endMs: nowMs + invocation,
          cpuMs: invocation,
          memoryMb,
        })
        expect(held.answerAtMs).toBeGreaterThanOrEqual(nowMs + invocation - 1e-9)
        use = held.use
        nowMs = held.answerAtMs
        cpuMs += invocation
      }
      const share = memoryMb / wholeCpuMemoryMb
      expect(cpuMs / (nowMs - startMs)).toBeLessThanOrEqual(share * 1.01)
      expect(cpuMs / (nowMs - startMs)).toBeGreaterThan(share * 0.99)
    },
  )
})
