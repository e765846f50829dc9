import { AppError } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import type { LoadTool } from '../load/load-tool.ts'
import { fetchScript, parseFetch, type TrialPart } from '../load/scripts/fetch.ts'
import { parsePoll, pollFromStart, pollScript, type Poll } from '../load/scripts/follow.ts'
import { generatorScript, parseGenerator, type Generator } from '../load/scripts/generator.ts'
import type { JournalEntry } from '../load/scripts/journal.ts'
import type { ScheduledTrial } from '../load/scripts/schedule.ts'
import { lastScript, startScript, uploadScript } from '../load/scripts/start.ts'
import { cleanScript, stopScript } from '../load/scripts/stop.ts'
import { remoteScript, type RemoteScript } from './remote-script.ts'

/** The detached runner of one run on the load generator, reached over SSM. */
export interface Runner {
  pollMs: number
  /** What is installed on the load generator. */
  generator(signal: AbortSignal): Promise<Generator>
  upload(what: {
    files: Record<string, string>
    schedule: readonly ScheduledTrial[]
    /** What its trials may cost together; null where nothing is charged. */
    budgetUsd: number | null
    signal: AbortSignal
  }): Promise<void>
  /** Starts the runner; one that was started before goes on as it is. */
  start(signal: AbortSignal): Promise<void>
  /** Sets the last trial that may begin; if never called, all of them may. */
  endAfter(index: number, signal: AbortSignal): Promise<void>
  /** Whether the load generator has the run already: an earlier process uploaded it. */
  exists(signal: AbortSignal): Promise<boolean>
  /** What is new since the last poll. */
  poll(signal: AbortSignal): Promise<Poll>
  /** The whole journal from its start. */
  journal(signal: AbortSignal): Promise<JournalEntry[]>
  /** A packed part of a trial; null when there is none. */
  fetch(index: number, part: TrialPart, signal: AbortSignal): Promise<string | null>
  stop(signal: AbortSignal): Promise<void>
  clean(): Promise<void>
}

/** How often to look while a run goes on: what is seen is for display only. */
const pollMs = 1_000

export function openRunner(aws: Aws, instanceId: string, runId: string, tool: LoadTool): Runner {
  const run = remoteScript(aws, instanceId)
  // The caller counts the polls that fail, and reports them.
  const runOnce = remoteScript(aws, instanceId, 1)
  let position = pollFromStart
  return {
    pollMs: Math.max(pollMs, aws.pacing.pollMs),
    generator: async (signal) =>
      parseGenerator(await run(generatorScript(tool), 'say which tools it has', signal), tool),
    async upload({ files, schedule, budgetUsd, signal }) {
      await run(uploadScript(runId, files, schedule, budgetUsd), 'take the schedule', signal)
    },
    async start(signal) {
      await run(startScript(runId), 'start the runner', signal)
    },
    async endAfter(index, signal) {
      await run(lastScript(runId, index), 'set its last trial', signal)
    },
    exists: async (signal) =>
      parsePoll(await run(pollScript(runId), 'say whether it has the run', signal)).exists,
    async poll(signal) {
      const poll = parsePoll(await runOnce(pollScript(runId, position), 'say how far it is', signal))
      position = poll.position
      return poll
    },
    journal: (signal) => readJournal(run, runId, signal),
    fetch: (index, part, signal) => fetchPart(run, { runId, index, part }, signal),
    async stop(signal) {
      await run(stopScript(runId, tool), 'stop the runner', signal)
    },
    async clean() {
      await run(cleanScript(runId), 'clean up', AbortSignal.timeout(30_000))
    },
  }
}

async function readJournal(run: RemoteScript, runId: string, signal: AbortSignal): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for (let from = pollFromStart; ;) {
    const poll = parsePoll(await run(pollScript(runId, from), 'say how far it came', signal))
    entries.push(...poll.journal)
    from = poll.position
    if (!poll.more) return entries
  }
}

/** Page by page. */
async function fetchPart(
  run: RemoteScript,
  { runId, index, part }: { runId: string; index: number; part: TrialPart },
  signal: AbortSignal,
): Promise<string | null> {
  let packed = ''
  for (;;) {
    const script = fetchScript(runId, index, packed.length, part)
    const page = parseFetch(await run(script, `hand over the ${part} of trial ${index + 1}`, signal))
    if (page === null) return null
    packed += page.text
    if (packed.length >= page.total) return packed
    if (page.text === '') throw new AppError('load-failed', `The ${part} of trial ${index + 1} ends early.`)
  }
}
