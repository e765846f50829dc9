import { AppError } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import { longestOutput, runScript } from '../aws/shell.ts'
import {
  allowScript,
  cleanScript,
  fetchScript,
  parseFetch,
  parsePoll,
  pollFromStart,
  pollScript,
  startScript,
  stopScript,
  uploadScript,
  type JournalEntry,
  type Poll,
  type ScheduledTrial,
} from '../load/scripts.ts'
import { parseTools, toolsScript, type Tools } from '../load/tools.ts'

/** The detached runner of one run on the load generator, reached over SSM. */
export interface Runner {
  pollMs: number
  tools(signal: AbortSignal): Promise<Tools>
  upload(what: {
    files: Record<string, string>
    schedule: readonly ScheduledTrial[]
    signal: AbortSignal
  }): Promise<void>
  /** Starts the runner; one that was started before goes on as it is. */
  start(signal: AbortSignal): Promise<void>
  /** Lets it begin so many trials in all; without a word it may begin all of them. */
  allow(trials: number, signal: AbortSignal): Promise<void>
  /** Whether the load generator has the run already: an earlier process uploaded it. */
  exists(signal: AbortSignal): Promise<boolean>
  /** What is new since the last poll. */
  poll(signal: AbortSignal): Promise<Poll>
  /** The whole journal from its start. */
  journal(signal: AbortSignal): Promise<JournalEntry[]>
  /** The packed result of a trial, page by page; null when there is none. */
  fetch(index: number, signal: AbortSignal): Promise<string | null>
  stop(signal: AbortSignal): Promise<void>
  clean(): Promise<void>
}

/** How often to look while a run goes on: what is seen is for display only. */
const pollMs = 1_000

export function openRunner(aws: Aws, instanceId: string, runId: string): Runner {
  let position = pollFromStart

  /** @throws AppError `load-failed` when the script fails or its output was cut off */
  async function run(script: string, doing: string, signal: AbortSignal, timeoutSec = 60): Promise<string> {
    const { exitCode, stdout, stderr } = await runScript(aws, instanceId, script, {
      doing,
      timeoutSec,
      signal,
    })
    if (exitCode !== 0)
      throw new AppError(
        'load-failed',
        `The load generator could not ${doing} (exit code ${exitCode}): ${stderr.trim().slice(-400)}`,
      )
    if (stdout.length >= longestOutput)
      throw new AppError('load-failed', `The load generator answered more than SSM passes on (${doing}).`)
    return stdout
  }

  return {
    pollMs: Math.max(pollMs, aws.pacing.pollMs),
    tools: async (signal) => parseTools(await run(toolsScript(), 'say which tools it has', signal)),
    async upload({ files, schedule, signal }) {
      await run(uploadScript(runId, files, schedule), 'take the schedule', signal)
    },
    async start(signal) {
      await run(startScript(runId), 'start the runner', signal)
    },
    async allow(trials, signal) {
      await run(allowScript(runId, trials), 'take its allowance', signal)
    },
    exists: async (signal) =>
      parsePoll(await run(pollScript(runId, pollFromStart), 'say whether it has the run', signal)).exists,
    async poll(signal) {
      const poll = parsePoll(await run(pollScript(runId, position), 'say how far it is', signal))
      position = poll.position
      return poll
    },
    async journal(signal) {
      const entries: JournalEntry[] = []
      for (let from = pollFromStart; ;) {
        const poll = parsePoll(await run(pollScript(runId, from), 'say how far it came', signal))
        entries.push(...poll.journal)
        from = poll.position
        if (!poll.more) return entries
      }
    },
    async fetch(index, signal) {
      let packed = ''
      for (;;) {
        const page = parseFetch(
          await run(fetchScript(runId, index, packed.length), `hand over trial ${index + 1}`, signal),
        )
        if (page === null) return null
        packed += page.text
        if (packed.length >= page.total) return packed
        if (page.text === '')
          throw new AppError('load-failed', `The result of trial ${index + 1} ends early.`)
      }
    },
    async stop(signal) {
      await run(stopScript(runId), 'stop the runner', signal)
    },
    async clean() {
      await run(cleanScript(runId), 'clean up', AbortSignal.timeout(30_000))
    },
  }
}
