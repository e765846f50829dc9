import { throttleParameter } from '../../../shared/template-contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { gatewayLimits, neighbours } from '../aws/limits.ts'
import type { Catalog } from '../catalog.ts'
import type { EngineContext } from '../engine-context.ts'

type Options = Deployment['options']

/**
 * The options of a deployment, with default throttles reduced to half of the account's limit where other
 * APIs or functions share it. What the person has chosen stays. Unchanged where nothing shares the limit,
 * or where that cannot be found out.
 */
export async function optionsForSharedLimits(
  context: EngineContext,
  { account, region, options }: Deployment,
): Promise<Options> {
  if (account.kind === 'practice') return options
  const aws = await context.connect(account, region)
  try {
    const [others, limit] = await Promise.all([neighbours(aws), gatewayLimits(aws)])
    if (Object.values(others).every((names) => names.length === 0)) return options
    return reduceDefaultThrottles(context.catalog, options, Math.floor(limit.ratePerSec / 2))
  } catch {
    return options
  } finally {
    aws.close()
  }
}

function reduceDefaultThrottles(catalog: Catalog, options: Options, mostPerSec: number): Options {
  if (mostPerSec <= 0) return options
  const reduced = Object.entries(options).map(([id, chosen]) => {
    const option = catalog.scenario(id).options.find(({ parameter }) => parameter === throttleParameter)
    const isDefault = option !== undefined && chosen[throttleParameter] === option.default
    return isDefault && Number(option.default) > mostPerSec
      ? [id, { ...chosen, [throttleParameter]: String(mostPerSec) }]
      : [id, chosen]
  })
  return Object.fromEntries(reduced) as Options
}
