import { z } from 'zod'
import { type Json, ResourceError, type ResourceType, type World } from '../../world.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, textAt } from '../properties.ts'
import { partsOf, requireApi } from './api-parts.ts'
import { takeCallTurn } from './call-turns.ts'
import { routesOf } from './methods.ts'
import type { RestApiType } from './rest-api.ts'
import { stageSchema, stageSettings } from './stage-settings.ts'

const deploymentSchema = z.strictObject({ RestApiId: z.string(), Description: z.string().optional() })

const accountSchema = z.strictObject({ CloudWatchRoleArn: z.string().optional() })

/**
 * AWS::ApiGateway::Deployment: a snapshot of the API's methods. What changes afterwards does not reach it.
 */
export function deploymentType(world: World): ResourceType {
  return {
    type: 'AWS::ApiGateway::Deployment',
    properties: propertyList(deploymentSchema),
    async create(raw, context) {
      const { RestApiId: apiId } = parseProperties(deploymentSchema, raw)
      await takeCallTurn('CreateDeployment', context)
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
export function stageType(world: World, apis: Pick<RestApiType, 'setStage'>): ResourceType {
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
