import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Origin } from '../load/origin.ts'
import type { Runner } from './runner.ts'

/** A run that this process drives, with its deployment as they were when it took them over. */
export interface DrivenRun {
  context: EngineContext
  run: Run
  deployment: Deployment
  origin: Origin
  runner: Runner
}
