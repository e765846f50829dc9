import type { Account } from './account.ts'
import type { Deployment } from './deployment.ts'

/**
 * What stays until when, in one vocabulary: a deployment is *torn down* when a run is done or a person says
 * so, and *removed automatically* when its lifetime is over.
 */

/** What happens when the planned run is done, unless a person chooses: only the practice account is free. */
export function usualAfterwards(account: Account): Deployment['afterwards'] {
  return account.kind === 'practice' ? 'keep' : 'tear-down'
}

type Plan = Pick<Deployment, 'afterwards' | 'lifetimeMs'>

/** What a plan says of afterwards, as a sentence or two. */
export function planText({ afterwards, lifetimeMs }: Plan): string {
  const latest = `${lifetimeText(lifetimeMs)} after the start`
  return afterwards === 'tear-down'
    ? `It is torn down when the run is done. Whatever exists ${latest} is removed automatically.`
    : `It stays for further runs until you tear it down. ${upper(latest)} it is removed automatically.`
}

/** What is left of an experiment that is stopped early. */
export function stopText({ afterwards }: Pick<Plan, 'afterwards'>): string {
  const stays = 'If you stop while it deploys, it is torn down; if you stop the run, it stays.'
  return `You can stop at any time. ${afterwards === 'tear-down' ? 'It is then torn down.' : stays}`
}

/**
 * How long a deployment stays, to follow its name: `stays until 16:32, then it is removed automatically`.
 * Null where nothing stays, or nothing is known.
 */
export function stayText(
  { phase, afterwards, expiresAtMs }: Pick<Deployment, 'phase' | 'afterwards' | 'expiresAtMs'>,
  nowMs: number,
): string | null {
  if (expiresAtMs === null || expiresAtMs <= nowMs) return null
  const until = clockText(expiresAtMs, nowMs)
  if (phase === 'ready') return `stays until ${until}, then it is removed automatically`
  if (phase !== 'deploying' && phase !== 'measuring') return null
  return afterwards === 'tear-down'
    ? `is torn down when the run is done, and at ${until} at the latest it is removed automatically`
    : `stays until ${until}, then it is removed automatically`
}

/** `16:32` today, `27 Nov, 16:32` on another day, in the local time zone. */
export function clockText(atMs: number, nowMs: number): string {
  const at = new Date(atMs)
  const sameDay = at.toDateString() === new Date(nowMs).toDateString()
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return sameDay ? time : `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`
}

/** `2 h`, `90 min` */
function lifetimeText(lifetimeMs: number): string {
  if (Number.isNaN(lifetimeMs)) return 'some time'
  const minutes = Math.round(lifetimeMs / 60_000)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}

function upper(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
