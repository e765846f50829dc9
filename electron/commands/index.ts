import type { LiveTrial, CommandName, CommandOutput, CommandParsed } from '../../shared/contract.ts'
import type { Conductor } from '../deployments/conductor.ts'
import type { Desk } from '../desk.ts'
import { appCommands } from './app.ts'
import { catalogCommands } from './catalog.ts'
import { deploymentCommands } from './deployments.ts'
import { doctorCommands } from './doctor.ts'
import { runCommands } from './runs.ts'

/** One handler per command of the contract: a missing one does not compile. */
export type Handlers = { [N in CommandName]: (input: CommandParsed<N>) => CommandOutput<N> | Promise<CommandOutput<N>> }

/** What handlers work with, besides the desk. */
export interface CommandContext {
  desk: Desk
  conductor: Conductor
  dataDir: string
  /** What the running trial of a run has shown so far. */
  live: (runId: string) => LiveTrial | null
}

export function createHandlers(context: CommandContext): Handlers {
  return {
    ...catalogCommands(context),
    ...deploymentCommands(context),
    ...runCommands(context),
    ...doctorCommands(context),
    ...appCommands(context),
  }
}
