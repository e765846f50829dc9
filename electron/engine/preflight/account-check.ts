import type { Identity } from '../../../shared/account.ts'
import type { Check } from '../../../shared/check.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { Aws } from '../aws/clients.ts'
import type { Catalog, Template } from '../catalog.ts'

/** What the checks look at: a plan, its templates, and the account that it is for. */
export interface Plan {
  deployment: Deployment
  templates: readonly Template[]
  catalog: Catalog
  identity: Identity
  /** Ids of the deployments that this data folder knows to be live. */
  known: ReadonlySet<string>
  /** What AWS asks in the Region, as far as it is known. */
  prices: PriceTable
}

export type Outcome = Omit<Check, 'name'>

/** One question about the account. When it throws, the outcome is that the question could not be asked. */
export interface AccountCheck {
  name: string
  ask: (aws: Aws, plan: Plan) => Promise<Outcome> | Outcome
}

export const ok = (finding: string): Outcome => ({ outcome: 'ok', finding, remedy: null })
export const warning = (finding: string, remedy: string): Outcome => ({ outcome: 'warning', finding, remedy })
/** A warning that the person confirms once, before the start. */
export const toConfirm = (finding: string, remedy: string): Outcome => ({
  ...warning(finding, remedy),
  toConfirm: true,
})
export const failed = (finding: string, remedy: string): Outcome => ({ outcome: 'failed', finding, remedy })
export const unknown = (finding: string, remedy: string | null = null): Outcome => ({
  outcome: 'unknown',
  finding,
  remedy,
})

/** How many resources of a type the plan creates. */
export function plannedCount({ templates }: Plan, type: string): number {
  return templates.flatMap(({ resources }) => resources).filter((one) => one.type === type).length
}
