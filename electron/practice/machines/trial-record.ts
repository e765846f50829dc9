import { appendFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * What the stand-in for wrk counts, and the files that it writes: those of `templates/load/trial.lua`,
 * without a correction.
 */
export interface TrialRecord {
  sent(): void
  answered(status: number, bytes: number, latencyMs: number): void
  /** A request that was given up: wrk counts such a one when its answer comes late. */
  timedOut(): void
  /** A connection that failed, and with it its request. */
  failed(): void
  /** Writes the result file, if one is asked for. */
  finish(): { requests: number; durationUs: number }
}

/**
 * @param environment as the runner sets it: SLUICE_RESULT, SLUICE_LIVE, SLUICE_CONNECTIONS, SLUICE_THREADS,
 * SLUICE_DURATION_SEC
 */
export function openTrialRecord(environment: NodeJS.ProcessEnv, address: string): TrialRecord {
  const startedAtMs = Date.now()
  const startMs = performance.now()
  const result = environment['SLUICE_RESULT']
  const live = environment['SLUICE_LIVE']
  const histogram = new Map<number, number>()
  const sentPerSecond: number[] = []
  const errors = { connect: 0, read: 0, write: 0, timeout: 0, status: 0 }
  let requests = 0
  let bytes = 0
  let told = 0

  const tell = (line: string): void => {
    if (live !== undefined) appendFileSync(live, `${line}\n`)
  }
  tell(`start ${startedAtMs}`)

  return {
    sent() {
      const second = Math.floor((performance.now() - startMs) / 1000)
      while (sentPerSecond.length <= second) sentPerSecond.push(0)
      sentPerSecond[second] = (sentPerSecond[second] ?? 0) + 1
      // One line for all threads would never make a second full: each of the load's threads has its own.
      for (; told < second; told += 1) tellSecond(told)
    },
    answered(status, size, latencyMs) {
      requests += 1
      bytes += size
      if (status >= 400) errors.status += 1
      const latencyUs = Math.round(latencyMs * 1000)
      histogram.set(latencyUs, (histogram.get(latencyUs) ?? 0) + 1)
    },
    timedOut() {
      requests += 1
      errors.timeout += 1
    },
    failed() {
      errors.read += 1
    },
    finish() {
      const durationUs = Math.round((performance.now() - startMs) * 1000)
      const pairs = [...histogram].toSorted((a, b) => a[0] - b[0])
      const document = {
        script: 1,
        correction: 'none',
        connections: Number(environment['SLUICE_CONNECTIONS']),
        threads: Number(environment['SLUICE_THREADS']),
        durationSec: Number(environment['SLUICE_DURATION_SEC']),
        startedAtMs,
        durationUs,
        requests,
        bytes,
        errors,
        latency: {
          count: requests - errors.timeout,
          min: pairs[0]?.[0] ?? null,
          max: pairs.at(-1)?.[0] ?? null,
          histogram: pairs.flatMap(([value, count], place) => [value - (pairs[place - 1]?.[0] ?? 0), count]),
        },
        sentPerSecond,
        addresses: [address],
      }
      if (result !== undefined) {
        writeFileSync(`${result}.part`, JSON.stringify(document))
        renameSync(`${result}.part`, result)
      }
      return { requests, durationUs }
    },
  }

  function tellSecond(second: number): void {
    const threads = Math.max(1, Number(environment['SLUICE_THREADS'] ?? 1))
    tell(`${second} 1 ${sentPerSecond[second] ?? 0}`)
    for (let thread = 2; thread <= threads; thread += 1) tell(`${second} ${thread} 0`)
  }
}
