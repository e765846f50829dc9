import { appendFileSync, renameSync, writeFileSync } from 'node:fs'

/** Counts what the stand-in for wrk does, and writes the files of `templates/load/trial.lua`, uncorrected. */
export interface TrialRecord {
  sent(): void
  answered(status: number, bytes: number, latencyMs: number): void
  /** A request that was given up. wrk counts one when its answer comes late. */
  timedOut(): void
  /** A connection that failed, and with it its request. */
  failed(): void
  /** Writes the result file, if one is asked for. */
  finish(): { requests: number; durationUs: number }
}

interface Counts {
  requests: number
  bytes: number
  errors: { connect: number; read: number; write: number; timeout: number; status: number }
  /** Latency in microseconds → requests. */
  histogram: Map<number, number>
  sentPerSecond: number[]
  /** Status → answers. */
  codes: Map<number, number>
}

/**
 * @param environment as the runner sets it: SLUICE_RESULT, SLUICE_LIVE, SLUICE_CONNECTIONS, SLUICE_THREADS,
 * SLUICE_DURATION_SEC, SLUICE_CODES
 * @param address of the URL under load, `host:port`
 */
export function openTrialRecord(environment: NodeJS.ProcessEnv, address: string): TrialRecord {
  const startedAtMs = Date.now()
  const startMs = performance.now()
  const errors = { connect: 0, read: 0, write: 0, timeout: 0, status: 0 }
  const counts: Counts = {
    requests: 0,
    bytes: 0,
    errors,
    histogram: new Map(),
    sentPerSecond: [],
    codes: new Map(),
  }
  const writeLive = openLive(environment, startedAtMs)
  return {
    sent() {
      const { sentPerSecond } = counts
      const second = Math.floor((performance.now() - startMs) / 1000)
      while (sentPerSecond.length <= second) sentPerSecond.push(0)
      sentPerSecond[second] = (sentPerSecond[second] ?? 0) + 1
      writeLive(sentPerSecond, second)
    },
    answered(status, bytes, latencyMs) {
      counts.requests += 1
      counts.bytes += bytes
      if (status >= 400) errors.status += 1
      counts.codes.set(status, (counts.codes.get(status) ?? 0) + 1)
      const latencyUs = Math.round(latencyMs * 1000)
      counts.histogram.set(latencyUs, (counts.histogram.get(latencyUs) ?? 0) + 1)
    },
    timedOut() {
      counts.requests += 1
      errors.timeout += 1
    },
    failed() {
      errors.read += 1
    },
    finish() {
      const durationUs = Math.round((performance.now() - startMs) * 1000)
      const file = environment['SLUICE_RESULT']
      if (file !== undefined) {
        const result = { ...resultOf(counts, environment), startedAtMs, durationUs, addresses: [address] }
        writeFileSync(`${file}.part`, JSON.stringify(result))
        renameSync(`${file}.part`, file)
      }
      return { requests: counts.requests, durationUs }
    },
  }
}

/**
 * Begins the live file. @returns writes the seconds before `second` that are not written yet, a line for each
 * thread
 */
function openLive(
  environment: NodeJS.ProcessEnv,
  startedAtMs: number,
): (sentPerSecond: readonly number[], second: number) => void {
  const file = environment['SLUICE_LIVE']
  if (file === undefined) return () => undefined
  const threads = Math.max(1, Number(environment['SLUICE_THREADS'] ?? 1))
  appendFileSync(file, `start ${startedAtMs}\n`)
  let written = 0
  return (sentPerSecond, second) => {
    for (; written < second; written += 1) {
      // A second is complete once every thread has its line, so those that do not exist here have one with 0.
      appendFileSync(file, `${written} 1 ${sentPerSecond[written] ?? 0}\n`)
      for (let thread = 2; thread <= threads; thread += 1) appendFileSync(file, `${written} ${thread} 0\n`)
    }
  }
}

function resultOf(
  { requests, bytes, errors, histogram, sentPerSecond, codes }: Counts,
  environment: NodeJS.ProcessEnv,
): object {
  const pairs = [...histogram].toSorted((a, b) => a[0] - b[0])
  return {
    script: 1,
    correction: 'none',
    connections: Number(environment['SLUICE_CONNECTIONS']),
    threads: Number(environment['SLUICE_THREADS']),
    durationSec: Number(environment['SLUICE_DURATION_SEC']),
    requests,
    bytes,
    errors,
    latency: {
      count: requests - errors.timeout,
      min: pairs[0]?.[0] ?? null,
      max: pairs.at(-1)?.[0] ?? null,
      // Each latency as its distance from the one before, followed by its requests.
      histogram: pairs.flatMap(([value, count], place) => [value - (pairs[place - 1]?.[0] ?? 0), count]),
    },
    sentPerSecond,
    statusCodes: environment['SLUICE_CODES'] === '1' ? Object.fromEntries(codes) : null,
  }
}
