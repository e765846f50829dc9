/** The phases of a deployment. Those that end in `-ing` have work in flight and therefore an owner. */
export const phases = [
  'planned',
  'deploying',
  'ready',
  'measuring',
  'removing',
  'removed',
  'stranded',
] as const
export type Phase = (typeof phases)[number]

export type Step = 'deploy' | 'measure' | 'measured' | 'remove' | 'removed' | 'strand'

/**
 * Phase × step → next phase. Once something may exist in an account the only way out is `removing`;
 * a removal that failed is `stranded`, never hidden, and can be tried again.
 */
const transitions: Record<Phase, Partial<Record<Step, Phase>>> = {
  planned: { deploy: 'deploying' },
  deploying: { measure: 'measuring', remove: 'removing' },
  ready: { measure: 'measuring', remove: 'removing' },
  measuring: { measured: 'ready', remove: 'removing' },
  removing: { removed: 'removed', strand: 'stranded' },
  removed: {},
  stranded: { remove: 'removing' },
}

/** The phase that a step leads to, or undefined where the step is not possible. */
export function nextPhase(phase: Phase, step: Step): Phase | undefined {
  return transitions[phase][step]
}

/** Whether something of the deployment may exist in its account. */
export function isLive(phase: Phase): boolean {
  return phase !== 'planned' && phase !== 'removed'
}

/** Whether somebody has to be at work on the deployment. */
export function isInFlight(phase: Phase): boolean {
  return phase.endsWith('ing')
}
