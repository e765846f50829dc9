import { setTimeout as delay } from 'node:timers/promises'
import { longestMs, type ProgramWatch } from '../aws/credential-process.ts'
import type { Prompts } from '../prompts.ts'
import type { SignInRequest } from './sign-in-request.ts'

/** After how long a program is said to be waited for. */
const tellMs = 2_000

/**
 * Says what is waited for where a program of the person's takes long, who may stop that.
 * @returns with it `stopped`, why the programs were ended; undefined where nobody has stopped them
 */
export function watchPrograms(
  prompts: Prompts,
  { account, work }: SignInRequest,
): ProgramWatch & { stopped(): unknown } {
  const over = new AbortController()
  const deploymentId = work?.deploymentId ?? null
  async function tell(ended: AbortSignal): Promise<void> {
    const signal = work?.signal ? AbortSignal.any([ended, work.signal]) : ended
    try {
      await delay(tellMs, undefined, { signal })
      await prompts.ask({ account, deploymentId, kind: 'process', limitMs: longestMs }, signal)
    } catch (thrown) {
      if (!ended.aborted) over.abort(thrown)
    }
  }
  return {
    signal: over.signal,
    begin() {
      const ended = new AbortController()
      void tell(ended.signal)
      return () => ended.abort()
    },
    stopped: () => (over.signal.aborted ? over.signal.reason : undefined) as unknown,
  }
}
