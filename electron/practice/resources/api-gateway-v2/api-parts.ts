import { z } from 'zod'
import { textAt, wholeNumber } from '../properties.ts'
import { ResourceError, type ResourceRecord, type World } from '../../world.ts'

export const apiTypeName = 'AWS::ApiGatewayV2::Api'

/** Tags of the second version of API Gateway are a map. */
export const tagMap = z.record(z.string(), z.string())

/** Settings of every route of a stage, of which the throttle counts here. */
export const routeSettings = z.strictObject({
  ThrottlingRateLimit: z.coerce.number().min(0).optional(),
  ThrottlingBurstLimit: wholeNumber.min(0).optional(),
  DetailedMetricsEnabled: z.coerce.boolean().optional(),
})

/** The record of an HTTP API. @throws ResourceError in the words of the service. */
export function requireHttpApi(world: World, apiId: string): ResourceRecord {
  const api = world.resource(apiId)
  if (api?.type !== apiTypeName)
    throw new ResourceError(`Invalid API identifier specified ${world.accountId}:${apiId}`)
  return api
}

/** What belongs to an HTTP API, of one type. */
export function partsOfHttpApi(world: World, type: string, apiId: string): ResourceRecord[] {
  return world.resources(type).filter((record) => textAt(record.properties, 'ApiId') === apiId)
}
