import { openClients, type Aws } from '../aws/clients.ts'
import type { Patience } from '../aws/patience.ts'
import { connectPractice } from '../../practice/connect-practice.ts'
import type { Prepared } from '../policy/prepared.ts'
import { practicePacing } from './pacing.ts'

/**
 * The practice account of a data folder; it is started when it is not running.
 * @param prepared what an administrator has prepared there
 */
export async function connectPracticeAws(
  dataDir: string,
  region: string,
  prepared: Prepared,
  work: Pick<Patience, 'signal' | 'tell'> = { tell: () => undefined },
): Promise<Aws> {
  const practice = await connectPractice(dataDir, prepared)
  const { endpoint, accessKeyId, secretAccessKey } = practice
  return openClients({
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    pacing: practicePacing,
    onClose: () => practice.disconnect(),
    patience: {
      ...work,
      patienceMs: practicePacing.patienceMs,
      // When it was killed, it comes back with its stacks, its key and usually its port.
      revive: async () => (await connectPractice(dataDir, prepared)).disconnect(),
    },
  })
}
