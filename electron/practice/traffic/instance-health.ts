import { connect } from 'node:net'

/** Where an instance stands, as its checks so far say. */
export interface InstanceHealth {
  inService: boolean
  /** Since when every check succeeded, on the clock of the checks; undefined while they fail. */
  healthySinceMs: number | undefined
  failures: number
}

export const unknownHealth: InstanceHealth = { inService: false, healthySinceMs: undefined, failures: 0 }

/**
 * The health after one more check. An instance comes into service once it has been healthy long enough, and
 * goes after failures in a row.
 */
export function afterCheck(
  health: InstanceHealth,
  check: { succeeded: boolean; atMs: number },
  rules: { inServiceMs: number; unhealthyThreshold: number },
): InstanceHealth {
  if (!check.succeeded) {
    const failures = health.failures + 1
    return {
      inService: health.inService && failures < rules.unhealthyThreshold,
      healthySinceMs: undefined,
      failures,
    }
  }
  const healthySinceMs = health.healthySinceMs ?? check.atMs
  return {
    inService: health.inService || check.atMs - healthySinceMs >= rules.inServiceMs,
    healthySinceMs,
    failures: 0,
  }
}

/**
 * A health check of the kind `TCP:port`: whether a connection can be opened. It sends nothing, so the
 * instance counts no request.
 */
export function checkTcp(port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: timeoutMs })
    const finish = (succeeded: boolean): void => {
      socket.destroy()
      resolve(succeeded)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(false))
    socket.once('error', () => finish(false))
  })
}
