import type { Deployment } from '../../shared/deployment.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { stayText } from '../../shared/staying.ts'
import { command } from './called-as.ts'

/** What stays when Sluice ends, until when, and how it is removed; null where nothing of it stays. */
export function leftText(deployment: Deployment, nowMs: number): string | null {
  const { id, phase } = deployment
  if (!isLive(phase)) return null
  return `Deployment ${id} ${restText(deployment, nowMs)}. ${howTo(phase)}: ${command(`teardown ${id}`)}`
}

function restText(deployment: Deployment, nowMs: number): string {
  const { phase, afterwards, expiresAtMs } = deployment
  if (phase === 'removing') return 'is being torn down, which goes on when Sluice starts again'
  if (phase === 'stranded') return 'is stranded: some of it may still exist'
  if (phase === 'ready') return stayText(deployment, nowMs) ?? 'stays until it is torn down'
  const rest = afterwards === 'tear-down' ? 'the run and the teardown go on' : 'the run goes on'
  const staying = stayText({ phase: 'ready', afterwards, expiresAtMs }, nowMs)
  return `is ${phase}: ${rest} when Sluice starts again. Otherwise it ${staying ?? 'stays'}`
}

function howTo(phase: Deployment['phase']): string {
  return phase === 'removing' || phase === 'stranded' ? 'Go on with it now' : 'Remove it now'
}
