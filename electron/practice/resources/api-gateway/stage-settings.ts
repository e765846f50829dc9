import { leftMs } from '../../age.ts'
import { z } from 'zod'
import type { StageSettings } from '../../traffic/rest-api-messages.ts'
import type { Route } from '../../traffic/routes.ts'
import type { ResourceRecord, World } from '../../world.ts'
import { parseProperties, tagList, wholeNumber, yesOrNo } from '../properties.ts'
import { partsOf } from './api-parts.ts'

const off = yesOrNo.pipe(z.literal(false, 'the practice account has no such thing')).optional()

export const stageSchema = z.strictObject({
  RestApiId: z.string(),
  DeploymentId: z.string(),
  StageName: z.string().regex(/^\w{1,128}$/),
  Description: z.string().optional(),
  Variables: z.record(z.string(), z.string()).optional(),
  MethodSettings: z
    .array(
      z.strictObject({
        ResourcePath: z.literal('/*', 'the practice account has settings of all methods only'),
        HttpMethod: z.literal('*', 'the practice account has settings of all methods only'),
        ThrottlingRateLimit: z.coerce.number().min(0).optional(),
        ThrottlingBurstLimit: wholeNumber.min(0).optional(),
        // Its answers are the same with them: there is no CloudWatch that they could go to.
        MetricsEnabled: yesOrNo.optional(),
        LoggingLevel: z.literal(['OFF', 'ERROR', 'INFO']).optional(),
        DataTraceEnabled: yesOrNo.optional(),
        CachingEnabled: off,
      }),
    )
    .max(1)
    .optional(),
  TracingEnabled: off,
  Tags: tagList.optional(),
})

/** The stages of an API with what they serve. */
export function stagesOf(world: World, apiId: string): { name: string; settings: StageSettings }[] {
  return partsOf(world, 'AWS::ApiGateway::Stage', apiId).map((record) => ({
    name: record.physicalId,
    settings: stageSettings(world, record),
  }))
}

/** What a stage serves, and how fast it may be called. */
export function stageSettings(world: World, record: ResourceRecord): StageSettings {
  const properties = parseProperties(stageSchema, record.properties)
  const deployment = partsOf(world, 'AWS::ApiGateway::Deployment', properties.RestApiId).find(
    (candidate) => candidate.physicalId === properties.DeploymentId,
  )
  const { ThrottlingRateLimit: ratePerSec, ThrottlingBurstLimit: burst } =
    properties.MethodSettings?.[0] ?? {}
  return {
    deploymentId: properties.DeploymentId,
    routes: (deployment?.attributes['_routes'] ?? []) as unknown as Route[],
    variables: properties.Variables ?? null,
    throttle:
      ratePerSec === undefined && burst === undefined
        ? null
        : { ratePerSec: ratePerSec ?? 10_000, burst: burst ?? 5_000 },
    readyAfterMs: leftMs(Number(record.attributes['_readyAtMs'] ?? 0), world.pace.stageReadyMs),
  }
}
