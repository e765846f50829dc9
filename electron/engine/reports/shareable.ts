import type { RecordedRun } from './export-format.ts'

/**
 * A run without what may tell more than a person wants to share: the profile's name, the title, notes, tags,
 * predictions, and addresses. What a file holds is exactly this.
 */
export function shareable(recorded: RecordedRun): RecordedRun {
  const { run, trials } = recorded
  return {
    ...recorded,
    run: {
      ...run,
      deploymentId: '',
      account: run.account.kind === 'profile' ? { kind: 'profile', profile: 'not in the file' } : run.account,
      predictions: {},
      title: null,
      notes: '',
      tags: [],
      failure: null,
      measuringSinceMs: run.startedAtMs,
      imported: null,
    },
    trials: trials.map((trial) =>
      trial.result === null ? trial : { ...trial, result: { ...trial.result, addresses: [] } },
    ),
  }
}
