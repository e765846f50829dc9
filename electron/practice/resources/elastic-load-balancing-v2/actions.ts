import { z } from 'zod'
import { objectsIn, textOf } from '../../json-values.ts'
import { wholeNumber } from '../properties.ts'
import type { JsonObject } from '../../world.ts'

const forward = z.strictObject({
  Type: z.literal('forward'),
  TargetGroupArn: z.string().optional(),
  ForwardConfig: z
    .strictObject({
      TargetGroups: z
        .array(z.strictObject({ TargetGroupArn: z.string(), Weight: wholeNumber.min(0).max(999).optional() }))
        .length(1, 'the practice account forwards to one target group'),
    })
    .optional(),
  Order: wholeNumber.optional(),
})

const fixedResponse = z.strictObject({
  Type: z.literal('fixed-response'),
  FixedResponseConfig: z.strictObject({
    StatusCode: z.coerce.string().regex(/^[245]\d\d$/),
    ContentType: z.string().default('text/plain'),
    MessageBody: z.string().max(1_024).default(''),
  }),
  Order: wholeNumber.optional(),
})

/** What a listener, or a rule of it, does with a request: one action. */
export const defaultActions = z.tuple([z.discriminatedUnion('Type', [forward, fixedResponse])])

/** The ARN of the target group that the properties of a listener or a rule name; '' without one. */
export function forwardedGroup(properties: JsonObject): string {
  const [action = {}] = objectsIn(properties['DefaultActions'] ?? properties['Actions'])
  const config = (action['ForwardConfig'] ?? {}) as JsonObject
  return textOf(action['TargetGroupArn'] ?? objectsIn(config['TargetGroups'])[0]?.['TargetGroupArn'])
}
