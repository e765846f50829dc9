import { z } from 'zod'
import type { UrlRewrite } from '../../traffic/url-rewrite.ts'
import { textOf } from '../../json-values.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, wholeNumber } from '../properties.ts'
import { recordPause } from '../record-steps.ts'
import { ResourceError, type ResourceType, type World } from '../../world.ts'
import { defaultActions, forwardedGroup } from './actions.ts'

const patterns = z
  .array(
    z
      .string()
      .max(128)
      .regex(/^[\w\-.$/~"'@:+&*?]+$/),
  )
  .min(1)
  .max(5)

const rewrite = z.strictObject({ Regex: z.string().max(1_024), Replace: z.string().max(1_024) })

const schema = z.strictObject({
  ListenerArn: z.string(),
  Priority: wholeNumber.min(1).max(50_000),
  Conditions: z.tuple(
    [
      z.strictObject({
        Field: z.literal('path-pattern', 'the practice account has path patterns only'),
        PathPatternConfig: z.strictObject({ Values: patterns }),
      }),
    ],
    'the practice account has rules with one condition',
  ),
  Transforms: z.tuple(
    [
      z.strictObject({
        Type: z.literal('url-rewrite', 'the practice account rewrites paths only'),
        UrlRewriteConfig: z.strictObject({ Rewrites: z.tuple([rewrite]) }),
      }),
    ],
    'the practice account has rules that rewrite the path, and no others',
  ),
  Actions: defaultActions,
  Tags: tagList.optional(),
})

export const listenerRuleTypeName = 'AWS::ElasticLoadBalancingV2::ListenerRule'

/**
 * AWS::ElasticLoadBalancingV2::ListenerRule: another path for the targets, where that of a request matches. A
 * record that the listener reads. Source: Elastic Load Balancing user guide, "Transforms for listener rules".
 */
export function listenerRuleType(world: World): ResourceType {
  return {
    type: listenerRuleTypeName,
    properties: propertyList(schema),
    async create(raw, context) {
      const { ListenerArn: listenerArn, Priority, Transforms } = parseProperties(schema, raw)
      await recordPause(context)
      const listener = world.resource(listenerArn)
      if (listener?.type !== 'AWS::ElasticLoadBalancingV2::Listener' || listener.region !== context.region)
        throw new ResourceError(`One or more listeners not found: ${listenerArn}`)
      if (rulesOf(world, listenerArn).some((rule) => Number(rule.properties['Priority']) === Priority))
        throw new ResourceError(`Priority '${Priority}' is currently in use`)
      if (forwardedGroup(raw) === '' || forwardedGroup(raw) !== forwardedGroup(listener.properties))
        throw new ResourceError('the practice account has rules that forward as their listener does')
      requireRegex(Transforms[0].UrlRewriteConfig.Rewrites[0].Regex)
      const arn = `${listenerArn.replace(':listener/', ':listener-rule/')}/${randomText('hex', 16)}`
      return { physicalId: arn, attributes: { RuleArn: arn, IsDefault: false } }
    },
    async delete() {
      // Nothing but the record: the listener notices.
    },
  }
}

/** What a listener does with paths, the rule of the lowest priority first. */
export function rewritesOf(world: World, listenerArn: string): UrlRewrite[] {
  return rulesOf(world, listenerArn)
    .map(({ properties }) => parseProperties(schema, properties))
    .toSorted((a, b) => a.Priority - b.Priority)
    .map(({ Conditions: [condition], Transforms: [transform] }) => {
      const [{ Regex, Replace }] = transform.UrlRewriteConfig.Rewrites
      return { patterns: condition.PathPatternConfig.Values, regex: Regex, replace: Replace }
    })
}

function rulesOf(world: World, listenerArn: string) {
  return world
    .resources(listenerRuleTypeName)
    .filter(({ properties }) => textOf(properties['ListenerArn']) === listenerArn)
}

/** The service knows neither lookarounds nor references to groups in the expression. */
function requireRegex(regex: string): void {
  const isKnown = !/\(\?[=!<]|\\[1-9k]/.test(regex)
  try {
    if (isKnown && new RegExp(regex) instanceof RegExp) return
  } catch {
    // Told below.
  }
  throw new ResourceError(`Regex '${regex}' is not valid`)
}
