import { z } from 'zod'
import { type ResourceContext, ResourceError } from '../../world.ts'

export const path = z
  .string()
  .regex(/^\/([\u0021-\u007e]+\/)?$/, 'must begin and end with / and contain only ASCII characters')
  .default('/')

export function requireRoles({ world }: ResourceContext, names: string[]): void {
  const missing = names.find((name) => world.resource(name, 'AWS::IAM::Role') === undefined)
  if (missing !== undefined) throw new ResourceError(`The role with name ${missing} cannot be found.`)
}

export function iamArn({ world }: ResourceContext, kind: string, path: string, name: string): string {
  return `arn:${world.partition}:iam::${world.accountId}:${kind}${path}${name}`
}
