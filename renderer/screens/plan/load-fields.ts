import { loadOfTyped } from '../../../shared/choices.ts'
import type { TypedChoices } from '../../../shared/deployment.ts'
import type { Experiment, Load, Service } from '../../../shared/experiment.ts'
import type { OwnAnswers, Preset } from '../../../shared/presets.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'

type TypedLoad = TypedChoices['load']

/**
 * A load while it is typed: null where there is no number. What a choice makes idle is kept, for the case
 * that it changes back.
 */
export interface LoadFields extends Omit<TypedLoad, 'leadIn' | 'untilSure' | 'service'>, AnswerFields {
  leadIn: Load['leadIn']['kind']
  leadInSec: number | null
  untilSure: boolean
}

/** What a person says of their service and of what they want to know: no preset changes it. */
export interface AnswerFields {
  /** In per cent. */
  same: number | null
  precise: number | null
  serviceTimeMs: number | null
  answer: Service['answer']['kind']
  answerBytes: number | null
  request: Service['request']['kind']
  bodyBytes: number | null
}

/** What stands in the fields that a load does not use. */
const idle = { leadInSec: 3, answerBytes: 10_000, bodyBytes: 256_000 }

export function loadFieldsOf(load: TypedLoad): LoadFields {
  const { leadIn, untilSure, service, ...rest } = load
  const { same, precise } = untilSure ?? defaultMargins
  return {
    ...rest,
    leadIn: leadIn.kind,
    leadInSec: leadIn.kind === 'load' ? leadIn.seconds : idle.leadInSec,
    untilSure: untilSure !== null,
    same: percentOf(same),
    precise: percentOf(precise),
    ...serviceFieldsOf(service),
  }
}

export function serviceFieldsOf({
  timeMs,
  answer,
  request,
}: TypedLoad['service']): Omit<AnswerFields, 'same' | 'precise'> {
  return {
    serviceTimeMs: timeMs,
    answer: answer.kind,
    answerBytes: answer.kind === 'generated' ? answer.bytes : idle.answerBytes,
    request: request.kind,
    bodyBytes: request.kind === 'post' ? request.bytes : idle.bodyBytes,
  }
}

/** The answers among the fields. */
export function answerFieldsOf(fields: LoadFields): AnswerFields {
  const { same, precise, serviceTimeMs, answer, answerBytes, request, bodyBytes } = fields
  return { same, precise, serviceTimeMs, answer, answerBytes, request, bodyBytes }
}

/** The load of the fields, as it is saved. */
export function typedLoadOf(fields: LoadFields): TypedLoad {
  const { threads, connections, durationSec, rounds, light, spread } = fields
  const { leadIn, leadInSec, untilSure, same, precise } = fields
  return {
    threads,
    connections,
    durationSec,
    rounds,
    leadIn: leadIn === 'load' ? { kind: 'load', seconds: leadInSec } : { kind: 'one-request' },
    untilSure: untilSure ? { same: fractionOf(same), precise: fractionOf(precise) } : null,
    light,
    spread,
    service: {
      timeMs: fields.serviceTimeMs,
      answer:
        fields.answer === 'generated' ? { kind: 'generated', bytes: fields.answerBytes } : { kind: 'page' },
      request: fields.request === 'post' ? { kind: 'post', bytes: fields.bodyBytes } : { kind: 'get' },
    },
  }
}

/** The load of the fields; NaN where one holds no number. */
export function loadOf(fields: LoadFields): Load {
  return loadOfTyped(typedLoadOf(fields))
}

/** The answers of the fields as a preset takes them; NaN where one holds no number. */
export function answersOf(fields: LoadFields): OwnAnswers {
  const { untilSure, service } = loadOf({ ...fields, untilSure: true })
  return { service, margins: untilSure ?? defaultMargins }
}

/** Rounded just enough for 0.07 to become 7: dividing by 100 gives the same fraction again. */
export function percentOf<T extends number | null>(fraction: T): T | number {
  return fraction === null ? fraction : Math.round(fraction * 1e9) / 1e7
}

function fractionOf(percent: number | null): number | null {
  return percent === null ? null : percent / 100
}

/** What a preset is called; null is a load of one's own. `exact` has the year of the published figures. */
export function presetTitle(preset: Preset | null, { published }: Pick<Experiment, 'published'>): string {
  if (preset === 'quick') return 'Quick'
  if (preset === 'standard') return 'Standard'
  if (preset === null) return 'Custom'
  return published === undefined ? 'As the experiment says' : `Exactly as in ${published.year}`
}
