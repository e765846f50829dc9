import { accountCommands } from './accounts.ts'
import { appCommands } from './app.ts'
import { catalogCommands } from './catalog.ts'
import { deploymentCommands } from './deployments.ts'
import { doctorCommands } from './doctor.ts'
import { experimentCommands } from './experiments.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { importCommands } from './imports.ts'
import { preflightCommands } from './preflight.ts'
import { priceCommands } from './prices.ts'
import { promptCommands } from './prompts.ts'
import { requirementCommands } from './requirements.ts'
import { runCommands } from './runs.ts'
import { sweepCommands } from './sweep.ts'

export function createHandlers(context: CommandContext): Handlers {
  return {
    ...catalogCommands(context),
    ...experimentCommands(context),
    ...deploymentCommands(context),
    ...requirementCommands(context),
    ...runCommands(context),
    ...importCommands(context),
    ...accountCommands(context),
    ...preflightCommands(context),
    ...promptCommands(context),
    ...priceCommands(context),
    ...sweepCommands(context),
    ...doctorCommands(context),
    ...appCommands(context),
  }
}
