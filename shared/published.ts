import type { Run } from './run.ts'

/** The id of the built-in run with the published results of an experiment. */
export function publishedRunId(experimentId: string): string {
  return `published-${experimentId}`
}

/** Whether a run is built in: somebody else measured it, and nobody can change it. */
export function isPublished({ account }: Pick<Run, 'account'>): boolean {
  return account.kind === 'published'
}
