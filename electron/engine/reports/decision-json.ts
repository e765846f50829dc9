import { z } from 'zod'
import type { DecidedScenario, Decision } from '../../../shared/decision.ts'

const judgement = z.enum(['meets', 'fails', 'unknown'])
const interval = z.strictObject({
  point: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

/** Which scenario is the cheapest that meets the requirements, computed from the trials and the prices. */
export const decisionJsonSchema = z.strictObject({
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('chosen'),
      scenarioId: z.string(),
      /** Those that would be cheaper, but are not known to meet the requirements. */
      cheaperUnknown: z.array(z.string()),
    }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('undecided'), doubt: z.string().nullable() }),
  ]),
  scenarios: z.array(
    z.strictObject({
      scenarioId: z.string(),
      judgement,
      /** Why its figures decide nothing; null where they do. */
      doubt: z.string().nullable(),
      requirements: z.array(
        z.strictObject({
          kind: z.enum(['latency', 'peak', 'must-have']),
          judgement,
          /** Which must-have; null for the others. */
          id: z.string().nullable(),
          /** Milliseconds, or good requests per second in the run; null where there are none. */
          measured: interval.nullable(),
        }),
      ),
      /** Dollars a month by list prices; null where they cannot be known. */
      cost: z
        .strictObject({
          usd: z.number(),
          items: z.array(z.strictObject({ cause: z.string(), usd: z.number() })),
          /** That Lambda's time is what its reports say; left out where a client's latency stands for it. */
          functionMsSource: z.literal('report-lines').optional(),
        })
        .nullable(),
    }),
  ),
})

type DecisionJson = z.infer<typeof decisionJsonSchema>

/** A decision in the shape of the file. */
export function decisionJson({ outcome, scenarios }: Decision): DecisionJson {
  return {
    outcome:
      outcome.kind === 'chosen' ? { ...outcome, cheaperUnknown: [...outcome.cheaperUnknown] } : outcome,
    scenarios: scenarios.map(scenarioJson),
  }
}

function scenarioJson({ scenarioId, judgement, doubt, judged, cost }: DecidedScenario) {
  return {
    scenarioId,
    judgement,
    doubt,
    requirements: judged.map((one) => ({
      kind: one.kind,
      judgement: one.judgement,
      id: one.kind === 'must-have' ? one.id : null,
      measured: one.kind === 'latency' ? one.ms : one.kind === 'peak' ? one.ratePerSec : null,
    })),
    cost: cost && {
      usd: cost.usd,
      items: cost.items,
      ...(cost.functionMsSource === 'report-lines' && { functionMsSource: cost.functionMsSource }),
    },
  }
}
