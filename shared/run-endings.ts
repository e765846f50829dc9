import type { RunStatus } from './run.ts'

/** How a run that has ended did so, at the start of a sentence: followed by its reason or a full stop. */
export const runEndings: Record<Exclude<RunStatus, 'running'>, string> = {
  succeeded: 'The run is complete',
  incomplete: 'The run is incomplete',
  failed: 'The run failed',
  cancelled: 'The run was stopped',
  interrupted: 'The run was interrupted',
}

/** How a run stands, in one word. */
export const runOutcomes: Record<RunStatus, string> = {
  running: 'Running',
  succeeded: 'Complete',
  incomplete: 'Incomplete',
  failed: 'Failed',
  cancelled: 'Stopped',
  interrupted: 'Interrupted',
}
