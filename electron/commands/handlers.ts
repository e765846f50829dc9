import type { CommandName, CommandOutput, CommandParsed, LiveTrial } from '../../shared/contract.ts'
import type { Conductor } from '../deployments/conductor.ts'
import type { Desk } from '../desk.ts'

/** One handler per command of the contract: a missing one does not compile. */
export type Handlers = { [N in CommandName]: (input: CommandParsed<N>) => CommandOutput<N> | Promise<CommandOutput<N>> }

/** What handlers work with. */
export interface CommandContext {
  desk: Desk
  conductor: Conductor
  dataDir: string
  /** What the running trial of a run has shown so far. */
  live: (runId: string) => LiveTrial | null
}
