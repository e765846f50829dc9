import type { Deployment } from '../../shared/deployment.ts'

/** What a person may answer when they want to quit while something is live. */
export type QuitAnswer = 'tear-down' | 'keep' | 'cancel'

export interface QuitQuestion {
  message: string
  detail: string
  choices: readonly { label: string; answer: QuitAnswer }[]
}

/**
 * What to ask before Sluice ends.
 * @param live the deployments of which something may exist
 * @returns undefined where nothing is live: then nothing is asked
 */
export function quitQuestion(live: readonly Deployment[]): QuitQuestion | undefined {
  if (live.length === 0) return undefined
  const removing = live.every(({ phase }) => phase === 'removing')
  return {
    message: removing ? `${counted(live.length)} being torn down` : `${counted(live.length)} still live`,
    detail: [consequence(live), ...(removing ? [] : costs(live))].join(' '),
    choices: [
      { label: removing ? 'Quit when it is done' : 'Tear down and quit', answer: 'tear-down' },
      { label: removing ? 'Quit now' : keepLabel(live), answer: 'keep' },
      { label: 'Cancel', answer: 'cancel' },
    ],
  }
}

function consequence(live: readonly Deployment[]): string {
  const phases = new Set(live.map(({ phase }) => phase))
  if (phases.has('measuring')) {
    return 'A run is going on: tearing down ends it with the trials that have finished; keeping lets the load generator go on by itself.'
  }
  if (phases.has('deploying'))
    return 'It is still being deployed: what has been asked for is created whether Sluice runs or not.'
  if ([...phases].every((phase) => phase === 'removing'))
    return 'Quit now, and the teardown is taken up when Sluice starts again.'
  return 'Kept, it is there when Sluice starts again.'
}

/** `Keep, it expires at 14:05`: the first expiry of those that are kept. */
function keepLabel(live: readonly Deployment[]): string {
  const first = Math.min(...live.map(({ expiresAtMs }) => expiresAtMs ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(first)) return 'Keep'
  const time = new Date(first).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return live.length === 1 ? `Keep, it expires at ${time}` : `Keep, the first expires at ${time}`
}

function costs(live: readonly Deployment[]): string[] {
  return live.some(({ account }) => account.kind !== 'practice')
    ? ['What is kept in AWS goes on costing money.']
    : []
}

function counted(count: number): string {
  return count === 1 ? 'A deployment is' : `${count} deployments are`
}

/**
 * How a teardown stands that Sluice waits for before it ends: over, going on, or given up by what is left.
 */
export function teardownState(live: readonly Deployment[]): 'over' | 'going-on' | 'failed' {
  if (live.length === 0) return 'over'
  return live.every(({ phase }) => phase === 'stranded') ? 'failed' : 'going-on'
}
