import type { Stack } from '../../../shared/deployment.ts'

/** What a removal still has before it. A stack that was planned and never created does not count. */
export function remaining(stacks: readonly Stack[]): { names: string[]; gone: number; total: number } {
  const created = stacks.filter(({ status }) => status !== 'PLANNED')
  const names = created.filter(({ status }) => !isGone(status)).map(({ name }) => name)
  return { names, gone: created.length - names.length, total: created.length }
}

/** CloudFormation's own word for it. */
function isGone(status: string): boolean {
  return status === 'DELETE_COMPLETE'
}

/** CloudFormation's word in small letters: `CREATE_IN_PROGRESS` is `create in progress`. */
export function statusWords(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ')
}
