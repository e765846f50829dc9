import { z } from 'zod'
import { billableSchema } from './billable.ts'
import { mustHaves, type Fact } from './scenario-facts.ts'

/**
 * A value for a template's parameter: given here, or taken from the output of a stack that was made before.
 */
const parameterSourceSchema = z.union([z.string(), z.number(), z.strictObject({ output: z.string() })])

const factSchema: z.ZodType<Fact> = z.strictObject({
  holds: z.boolean(),
  why: z.string().min(1),
  source: z.url({ protocol: /^https$/ }),
})

/** What a person chooses between first: where requests go in. */
const scenarioGroups = ['load-balancer', 'rest-api', 'http-api', 'function-url', 'own-gateway'] as const

const hopKinds = [
  'load-generator',
  'load-balancer',
  'api-gateway',
  'vpc-link',
  'own-gateway',
  'lambda',
  'origin',
] as const

/** `templates/scenarios/<id>/scenario.json`: one way to reach the origin, as data. */
export const scenarioSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  group: z.enum(scenarioGroups),
  summary: z.string(),
  goodAt: z.array(z.string()).min(1),
  badAt: z.array(z.string()).min(1),
  /** Whether its requests reach the origin; a way that answers without it is not ranked against others. */
  reachesOrigin: z.boolean().default(true),
  /**
   * What it answers to every request, whatever its path, method and body: text of a template. Null where its
   * requests reach the origin, which decides then.
   */
  answers: z
    .strictObject({ body: z.string().min(1) })
    .nullable()
    .default(null),
  /** The way a request takes, from the load generator to the origin. */
  hops: z
    .array(
      z.strictObject({
        kind: z.enum(hopKinds),
        label: z.string(),
        /** Whether requests enter this hop encrypted. */
        tls: z.boolean().optional(),
      }),
    )
    .min(2),
  /** Ids of `templates/shared/stacks.json`: what it uses of stacks that several scenarios share. */
  stacks: z.array(z.string()).default([]),
  /**
   * File of the stack that is made for this scenario, relative to the scenario's folder; null when the
   * backend stack is enough.
   */
  template: z.string().nullable(),
  /**
   * Fixed parameters of that template. Parameters named like an output of an earlier stack are filled in
   * without being listed.
   */
  parameters: z.record(z.string(), parameterSourceSchema).default({}),
  /** Parameters that a person may choose, with their allowed values. */
  options: z
    .array(
      z.strictObject({
        parameter: z.string(),
        title: z.string(),
        explanation: z.string(),
        default: z.string(),
        allowed: z.union([z.array(z.string()).min(1), z.strictObject({ min: z.number(), max: z.number() })]),
      }),
    )
    .default([]),
  /**
   * The output that holds the address to load, without a path: of this scenario's stack, else of one that
   * it shares.
   */
  urlOutput: z.string(),
  /**
   * Everything that this way needs besides the service, the load balancer of another stack included: what a
   * month of it costs. The load generator is never part of it.
   */
  needs: z.array(billableSchema).min(1),
  /** What holds for this way as the templates build it, each must-have with its reason and a public page. */
  facts: z.record(z.enum(mustHaves), factSchema),
  expect: z.string(),
  why: z.string(),
})

/** A scenario as a file of a run holds it: those of earlier versions name no group. */
export const filedScenarioSchema = z.preprocess(withGroup, scenarioSchema)

function withGroup(filed: unknown): unknown {
  const known = z.looseObject({ hops: z.array(z.looseObject({ kind: z.string() })) }).safeParse(filed)
  if (!known.success) return filed
  const isGateway = known.data.hops.some(({ kind }) => kind === 'api-gateway')
  return { group: isGateway ? 'rest-api' : 'load-balancer', ...known.data }
}

/** One entry of `templates/shared/stacks.json`: `<id>.yaml` beside it is its template. */
export const sharedStackSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  /** The last of the stacks of every deployment whose outputs it takes: it is made right after that one. */
  after: z.enum(['base', 'backend']),
  /** Ids of the shared stacks whose outputs it takes. */
  needs: z.array(z.string()),
})

export type SharedStack = z.infer<typeof sharedStackSchema>
export type Scenario = z.infer<typeof scenarioSchema>
