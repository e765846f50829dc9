import { vi } from 'vitest'
import { CommanderError } from 'commander'
import { errorText } from '../../../electron/cli/error-text.ts'
import { exitCodeOf } from '../../../electron/cli/exit-codes.ts'
import { complain } from '../../../electron/cli/print.ts'
import { createProgram } from '../../../electron/cli/program.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import type { CommandName } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Run, RunsWanted } from '../../../shared/run.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import { wantedRuns } from '../../wanted-runs.ts'

/** An engine that gives the same answers again and again, and keeps what it was asked. */
export interface FakeEngine {
  engine: Engine
  asked: { name: CommandName; input: unknown }[]
}

/** What commands ask for that matters to few tests. */
const usual: Partial<Record<CommandName, unknown>> = {
  'runs.list': [],
  'deployments.list': [],
  'requirements.get': { experimentId: 'proxy-2017', requirements: defaultRequirements, changedAtMs: null },
  'prices.get': builtInPrices,
  'runs.export': { fileName: 'run.md', mediaType: 'text/markdown', text: 'The run as Markdown.\n' },
}

/** @param answers what is answered to each command, or a function of its input; an AppError is an error */
export function fakeEngine(answers: Partial<Record<CommandName, unknown>> = {}): FakeEngine {
  const asked: FakeEngine['asked'] = []
  const engine = {
    onEvent: () => () => undefined,
    dispatch: async (name: CommandName, input: unknown) => {
      asked.push({ name, input })
      const given = answers[name] ?? usual[name] ?? new AppError('internal', `${name} was not expected`)
      const value: unknown =
        typeof given === 'function' ? (given as (input: unknown) => unknown)(input) : given
      if (name === 'runs.list' && Array.isArray(value))
        return { ok: true, value: wantedRuns(value as Run[], input as RunsWanted) }
      if (!(value instanceof AppError)) return { ok: true, value }
      return { ok: false, error: { code: value.code, message: value.message, details: value.details } }
    },
  } as unknown as Engine
  return { engine, asked }
}

export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command of the command line against an engine, without a process. */
export async function sluice(args: string[], { engine } = fakeEngine()): Promise<Ended> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text)
      return true
    }),
  )
  let code = 0
  try {
    await createProgram(
      async (work) => {
        code = await work(engine)
      },
      async (work) => {
        code = await work()
      },
    ).parseAsync(args, { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) complain(errorText(thrown))
    code = exitCodeOf(thrown)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { code, ...written }
}
