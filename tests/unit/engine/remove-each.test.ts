import { expect, test } from 'vitest'
import { removeEach } from '../../../electron/engine/experiments/remove-each.ts'
import { AppError } from '../../../shared/errors.ts'

test('each removal is tried, those that failed are named, one that has gone is no failure', async () => {
  const tried: string[] = []
  const remove = async (id: string): Promise<void> => {
    tried.push(id)
    if (id === 'gone') throw new AppError('conflict', 'There is nothing to remove.')
    if (id.startsWith('bad')) throw new AppError('credentials', 'The token has expired.')
  }
  await expect(removeEach({ remove }, ['bad-1', 'gone', 'good', 'bad-2'])).rejects.toMatchObject({
    code: 'credentials',
    message: 'bad-1: The token has expired. bad-2: The token has expired.',
    details: { ids: ['bad-1', 'bad-2'] },
  })
  expect(tried).toEqual(['bad-1', 'gone', 'good', 'bad-2'])
  await removeEach({ remove }, ['gone', 'good'])
})
