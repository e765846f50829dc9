import type { Stack } from '../../../shared/deployment.ts'

/** The stacks that a removal still has to delete. One that was planned and never created does not count. */
export function remaining(stacks: readonly Stack[]): { names: string[]; gone: number; total: number } {
  const created = stacks.filter(({ status }) => status !== 'PLANNED')
  const names = created.filter(({ status }) => !isGone(status)).map(({ name }) => name)
  return { names, gone: created.length - names.length, total: created.length }
}

/** CloudFormation's status of a deleted stack. */
function isGone(status: string): boolean {
  return status === 'DELETE_COMPLETE'
}

/** CloudFormation's status in lower case: `CREATE_IN_PROGRESS` is `create in progress`. */
export function statusWords(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ')
}
