import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Aws } from './clients.ts'

/**
 * How far the clock of this computer is ahead of the account's, in milliseconds, by the Date header of an
 * answer; null where it has none.
 */
export async function clockSkewMs({ sts }: Aws): Promise<number | null> {
  let date: string | undefined
  const command = new GetCallerIdentityCommand({})
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      date = (result.response as { headers?: Record<string, string> }).headers?.['date']
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'readDate' },
  )
  const askedMs = Date.now()
  await sts.send(command)
  const middleMs = (askedMs + Date.now()) / 2
  const theirsMs = date === undefined ? Number.NaN : Date.parse(date)
  // The header has whole seconds.
  return Number.isNaN(theirsMs) ? null : Math.round(middleMs - theirsMs - 500)
}
