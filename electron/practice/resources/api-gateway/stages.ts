import { z } from 'zod'
import type { Json, ResourceRecord, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber, yesOrNo } from '../properties.ts'
import { routesOf } from './methods.ts'
import type { StageSettings } from '../../traffic/rest-api-messages.ts'
import type { RestApis } from './rest-api.ts'
import { partsOf, requireApi } from './rest-api.ts'
import type { Route } from '../../traffic/routes.ts'

const deploymentSchema = z.strictObject({ RestApiId: z.string(), Description: z.string().optional() })

const off = yesOrNo.pipe(z.literal(false, 'the practice account has no such thing')).optional()

const stageSchema = z.strictObject({
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

const accountSchema = z.strictObject({ CloudWatchRoleArn: z.string().optional() })

/**
 * AWS::ApiGateway::Deployment: a snapshot of the API's methods. What changes afterwards does not reach it.
 */
export function deploymentType(world: World): ResourceType {
  return {
    type: 'AWS::ApiGateway::Deployment',
    properties: propertyList(deploymentSchema),
    async create(raw) {
      const { RestApiId: apiId } = parseProperties(deploymentSchema, raw)
      requireApi(world, apiId)
      const id = randomText('base36', 6)
      return {
        physicalId: id,
        attributes: { DeploymentId: id, _routes: routesOf(world, apiId) as unknown as Json },
      }
    },
    async delete(record) {
      const stages = partsOf(world, 'AWS::ApiGateway::Stage', textAt(record.properties, 'RestApiId'))
      if (stages.some((stage) => stage.properties['DeploymentId'] === record.physicalId)) {
        throw new ResourceError('Active stages pointing to this deployment must be moved or deleted')
      }
    },
  }
}

/** AWS::ApiGateway::Stage: serves a deployment under `/<stage name>`. A new one answers 403 for a moment. */
export function stageType(world: World, apis: Pick<RestApis, 'setStage'>): ResourceType {
  return {
    type: 'AWS::ApiGateway::Stage',
    properties: propertyList(stageSchema),
    async create(raw, context) {
      const {
        RestApiId: apiId,
        DeploymentId: deploymentId,
        StageName: name,
      } = parseProperties(stageSchema, raw)
      requireApi(world, apiId)
      if (
        !partsOf(world, 'AWS::ApiGateway::Deployment', apiId).some(
          (record) => record.physicalId === deploymentId,
        )
      ) {
        throw new ResourceError('Invalid Deployment identifier specified')
      }
      if (partsOf(world, 'AWS::ApiGateway::Stage', apiId).some((record) => record.physicalId === name)) {
        throw new ResourceError('Stage already exists')
      }
      const attributes = { _readyAtMs: Date.now() + world.pace.stageReadyMs }
      const { stackId, region, logicalId, tags } = context
      const record = {
        stackId,
        region,
        logicalId,
        type: 'AWS::ApiGateway::Stage',
        physicalId: name,
        properties: raw,
        attributes,
        tags,
      }
      apis.setStage(apiId, name, stageSettings(world, record))
      return { physicalId: name, attributes }
    },
    async delete(record) {
      apis.setStage(textAt(record.properties, 'RestApiId'), record.physicalId, undefined)
    },
  }
}

/** AWS::ApiGateway::Account: which role the service would write its logs with. Only recorded. */
export function apiAccountType(): ResourceType {
  return {
    type: 'AWS::ApiGateway::Account',
    properties: propertyList(accountSchema),
    async create(raw, context) {
      parseProperties(accountSchema, raw)
      const id = `${context.logicalId}-${randomText('base36', 12)}`
      return { physicalId: id, attributes: { Id: id } }
    },
    async delete() {
      // Nothing but the record.
    },
  }
}

/** The stages of an API with what they serve. */
export function stagesOf(world: World, apiId: string): { name: string; settings: StageSettings }[] {
  return partsOf(world, 'AWS::ApiGateway::Stage', apiId).map((record) => ({
    name: record.physicalId,
    settings: stageSettings(world, record),
  }))
}

function stageSettings(world: World, record: ResourceRecord): StageSettings {
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
    readyAtMs: Number(record.attributes['_readyAtMs'] ?? 0),
  }
}
