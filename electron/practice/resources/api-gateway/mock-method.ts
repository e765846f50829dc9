import { z } from 'zod'
import type { Integration } from '../../traffic/routes.ts'
import { ResourceError } from '../../world.ts'

/** Velocity is left out: a template is a fixed text. */
const fixedText = z
  .string()
  .regex(/^[^$#]*$/, 'the practice account has mapping templates without references only')

export const integrationResponses = z
  .array(
    z.strictObject({
      StatusCode: z.string().regex(/^[1-5]\d\d$/),
      SelectionPattern: z.string().optional(),
      ResponseTemplates: z.record(z.string(), fixedText).default({}),
      ResponseParameters: z.record(z.string(), z.string()).default({}),
    }),
  )
  .default([])

export const methodResponses = z
  .array(
    z.strictObject({
      StatusCode: z.string(),
      ResponseParameters: z.record(z.string(), z.union([z.boolean(), z.string()])).optional(),
      ResponseModels: z.record(z.string(), z.string()).optional(),
    }),
  )
  .default([])

interface MockMethod {
  MethodResponses: z.infer<typeof methodResponses>
  Integration: {
    RequestTemplates: Record<string, string>
    IntegrationResponses: z.infer<typeof integrationResponses>
    PassthroughBehavior?: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER' | undefined
  }
}

/**
 * A mock integration: the gateway answers itself. Its request template gives the status, which chooses the
 * response. @throws ResourceError in the words of the service
 */
export function mockIntegration({ MethodResponses, Integration }: MockMethod): Integration {
  const declared = MethodResponses.map(({ StatusCode }) => StatusCode)
  const undeclared = Integration.IntegrationResponses.find(({ StatusCode }) => !declared.includes(StatusCode))
  if (undeclared !== undefined)
    throw new ResourceError('Invalid Response status code specified: it has no method response')
  return {
    type: 'MOCK',
    statuses: Object.fromEntries(
      Object.entries(Integration.RequestTemplates).map(([type, text]) => [
        type.toLowerCase(),
        statusIn(text),
      ]),
    ),
    refusesOthers: refusesOthers(Integration),
    responses: Integration.IntegrationResponses.map(({ StatusCode, SelectionPattern, ...answer }) => ({
      status: Number(StatusCode),
      pattern: SelectionPattern ?? '',
      rawHeaders: staticHeaders(answer.ResponseParameters),
      body: answer.ResponseTemplates['application/json'] ?? '',
    })),
  }
}

/** Whether a media type without a template is refused. Source: developer guide, "Passthrough behaviors". */
function refusesOthers({
  PassthroughBehavior: behavior,
  RequestTemplates: templates,
}: MockMethod['Integration']) {
  return behavior === 'NEVER' || (behavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length > 0)
}

/** The number in `{"statusCode": 200}`, which may leave the quotes out. */
function statusIn(template: string): number {
  const status = /^\s*\{\s*"?statusCode"?\s*:\s*(\d{3})\s*\}\s*$/.exec(template)?.[1]
  if (status === undefined)
    throw new ResourceError(
      'the practice account takes {"statusCode": 200} as request template of a mock only',
    )
  return Number(status)
}

/** `method.response.header.X-Mine` → `'text'`, in quotes: others are left out. */
function staticHeaders(parameters: Record<string, string>): string[] {
  return Object.entries(parameters).flatMap(([to, from]) => {
    const name = /^method\.response\.header\.(.+)$/.exec(to)?.[1]
    const text = /^'([^']*)'$/.exec(from)?.[1]
    if (name === undefined || text === undefined)
      throw new ResourceError(`Invalid mapping expression specified: ${to}=${from}`)
    return [name, text]
  })
}
