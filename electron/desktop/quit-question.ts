import type { Deployment } from '../../shared/deployment.ts'
import { clockText, stayText } from '../../shared/staying.ts'

/** The answers to the question whether to quit while deployments are live. */
export type QuitAnswer = 'tear-down' | 'keep' | 'cancel'

export interface QuitQuestion {
  message: string
  detail: string
  choices: readonly { label: string; answer: QuitAnswer }[]
}

/**
 * What to ask before Sluice quits.
 * @param live deployments that may still have resources in an account
 * @returns undefined where nothing is live: then there is nothing to ask
 */
export function quitQuestion(live: readonly Deployment[], nowMs = Date.now()): QuitQuestion | undefined {
  if (live.length === 0) return undefined
  const removing = live.every(({ phase }) => phase === 'removing')
  return {
    message: removing ? `${counted(live.length)} being torn down` : `${counted(live.length)} still live`,
    detail: [consequence(live), ...stays(live, nowMs), ...(removing ? [] : costs(live))].join(' '),
    choices: [
      { label: removing ? 'Quit when done' : 'Tear down and quit', answer: 'tear-down' },
      { label: removing ? 'Quit now' : keepLabel(live, nowMs), answer: 'keep' },
      { label: 'Cancel', answer: 'cancel' },
    ],
  }
}

function consequence(live: readonly Deployment[]): string {
  const phases = new Set(live.map(({ phase }) => phase))
  if (phases.has('measuring')) {
    return (
      'A run is in progress. If you tear down, it ends with the trials that have finished. ' +
      'If you keep it, the load generator continues without Sluice.'
    )
  }
  if (phases.has('deploying'))
    return 'The deployment is still in progress: AWS creates what was requested whether Sluice runs or not.'
  if ([...phases].every((phase) => phase === 'removing'))
    return 'If you quit now, the teardown continues when Sluice starts again.'
  return 'If you keep it, you find it here when Sluice starts again.'
}

/** Until when what is kept stays without Sluice, deployment by deployment. */
function stays(live: readonly Deployment[], nowMs: number): string[] {
  return live.flatMap(({ id, phase, afterwards, expiresAtMs }) => {
    if (phase === 'removing' || phase === 'stranded') return []
    const text = stayText({ phase: 'ready', afterwards, expiresAtMs }, nowMs)
    return text === null ? [] : [`${live.length === 1 ? 'It' : `Deployment ${id}`} ${text}.`]
  })
}

/** `Keep until 14:05`: the first end of those that are kept. */
function keepLabel(live: readonly Deployment[], nowMs: number): string {
  const first = Math.min(...live.map(({ expiresAtMs }) => expiresAtMs ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(first)) return 'Keep'
  const until = clockText(first, nowMs)
  return live.length === 1 ? `Keep until ${until}` : `Keep, the first until ${until}`
}

function costs(live: readonly Deployment[]): string[] {
  return live.some(({ account }) => account.kind !== 'practice')
    ? ['Resources that you keep in AWS continue to cost money.']
    : []
}

function counted(count: number): string {
  return count === 1 ? 'A deployment is' : `${count} deployments are`
}

/**
 * The state of the teardown that Sluice waits for before it quits.
 */
export function teardownState(live: readonly Deployment[]): 'over' | 'going-on' | 'failed' {
  if (live.length === 0) return 'over'
  return live.every(({ phase }) => phase === 'stranded') ? 'failed' : 'going-on'
}
