import { appCommands } from './app.ts'
import { catalogCommands } from './catalog.ts'
import { deploymentCommands } from './deployments.ts'
import { doctorCommands } from './doctor.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { runCommands } from './runs.ts'

export function createHandlers(context: CommandContext): Handlers {
  return {
    ...catalogCommands(context),
    ...deploymentCommands(context),
    ...runCommands(context),
    ...doctorCommands(context),
    ...appCommands(context),
  }
}
