import { ServiceError } from '../world.ts'

/** How many stacks DescribeStacks and ListStacks show at a time. */
export const stacksPerPage = 100

/**
 * One page of stacks. A token is the number of older stacks that are still to come, so that newer ones do
 * not shift the pages; when an older one goes meanwhile, another is shown twice, but none is passed over.
 * @param stacks newest first
 * @throws ServiceError `ValidationError` for what is no such token
 */
export function stackPage<Stack>(
  stacks: readonly Stack[],
  token: string,
): { shown: Stack[]; more: { NextToken?: string } } {
  if (token !== '' && !/^[1-9]\d*$/.test(token))
    throw new ServiceError('ValidationError', 'The NextToken is invalid')
  const coming = token === '' ? stacks.length : Math.min(Number(token), stacks.length)
  const start = stacks.length - coming
  const shown = stacks.slice(start, start + stacksPerPage)
  const left = coming - shown.length
  return { shown, more: left > 0 ? { NextToken: String(left) } : {} }
}
