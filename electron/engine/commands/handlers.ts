import type { CommandName, CommandOutput, CommandParsed } from '../../../shared/contract.ts'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import type { Swept } from '../../../shared/swept.ts'
import type { Conductor } from '../experiments/conductor.ts'
import type { EngineContext } from '../engine-context.ts'

/** One handler per command of the contract: a missing one does not compile. */
export type Handlers = {
  [N in CommandName]: (input: CommandParsed<N>) => CommandOutput<N> | Promise<CommandOutput<N>>
}

/** What handlers work with. */
export interface CommandContext {
  context: EngineContext
  conductor: Conductor
  dataDir: string
  /** What sweeps have found last, by the account's name. */
  swept: Map<string, Swept>
  /** What the running trial of a run has shown so far. */
  live: (runId: string) => LiveTrial | null
}
