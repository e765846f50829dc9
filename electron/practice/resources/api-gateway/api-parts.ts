import { type ResourceRecord, ResourceError, type World } from '../../world.ts'
import { textAt } from '../properties.ts'

/** The record of a REST API. @throws ResourceError in the words of the service. */
export function requireApi(world: World, apiId: string): ResourceRecord {
  const api = world.resource(apiId)
  if (api?.type !== 'AWS::ApiGateway::RestApi') throw new ResourceError('Invalid API identifier specified')
  return api
}

/** What belongs to an API, of one type. */
export function partsOf(world: World, type: string, apiId: string): ResourceRecord[] {
  return world.resources(type).filter((record) => textAt(record.properties, 'RestApiId') === apiId)
}
