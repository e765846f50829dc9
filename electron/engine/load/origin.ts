import type { Page } from '../../../shared/experiment.ts'
import type { OutputName } from '../../../shared/template-contract.ts'
import type { LocalProgram } from './local-program.ts'

/** The internal service that every scenario leads to, as it is deployed. */
export interface Origin {
  /** Name and version of its server, such as `nginx/1.28.0`; null where it does not say. */
  software: string | null
  /** What it serves, with length and SHA-256: what every scenario must answer. */
  pages: readonly Page[]
  /** Null where the origin does not count its requests: trials then have no count of the origin. */
  counters: RequestCounters | null
}

/** Request counters that the load generator reads right before and after each trial. */
export interface RequestCounters {
  url: string
  /** The file in `templates/load` that reads them; `runner.sh` says what it has to define. */
  script: string
  /** The requests of a trial by the counts before and after it; null where they cannot be told. */
  between(before: number, after: number): number | null
}

/** A kind of origin. The first is nginx (`nginx-origin.ts`). */
export interface OriginKind {
  /** The program that the practice account starts on this machine; null when it needs none. */
  local: LocalProgram | null
  /** @param outputs of the deployment's stacks. Throws AppError `internal` naming one that is missing. */
  of(outputs: Readonly<Partial<Record<OutputName, string>>>, pages: readonly Page[]): Origin
}
