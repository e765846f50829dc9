import type { Pace } from '../../pace.ts'
import { pause } from '../../stacks/pause.ts'
import type { ResourceContext, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

/** The calls that an account may make only every so often, and how often here. */
const paceOf = {
  CreateRestApi: 'createRestApiMs',
  CreateDeployment: 'createDeploymentMs',
  DeleteRestApi: 'deleteRestApiMs',
  CreateVpcLink: 'createVpcLinkMs',
  DeleteVpcLink: 'deleteVpcLinkMs',
} as const satisfies Record<string, keyof Pace>

type RatedCall = keyof typeof paceOf

/**
 * API Gateway takes one such call at a time in an account, over all Regions and APIs, with a pause after
 * each. CloudFormation tries a refused one again once, then gives up. Source: API Gateway quotas, "creating,
 * deploying and managing an API": CreateRestApi (Regional) 1 request every 3 seconds per account,
 * CreateDeployment every 5, DeleteRestApi every 30, CreateVpcLink (V2) every 15, DeleteVpcLink (V2) every 30;
 * none can be increased.
 * @throws ResourceError in the words of the service when the second try is too early as well
 */
export async function takeCallTurn(
  call: RatedCall,
  { world, signal }: Pick<ResourceContext, 'world' | 'signal'>,
): Promise<void> {
  if (isTaken(call, world, Date.now())) return
  await pause(world.pace[paceOf[call]], signal)
  if (!isTaken(call, world, Date.now()))
    throw new ResourceError('Too Many Requests (Service: ApiGateway, Status Code: 429)')
}

/** Takes the turn, if there is one now. */
function isTaken(call: RatedCall, { documents, pace }: World, nowMs: number): boolean {
  const key = `api-gateway/${call}`
  const last = Number(documents.get(key) ?? 0)
  if (Math.abs(nowMs - last) < pace[paceOf[call]]) return false
  documents.put(key, nowMs)
  return true
}
