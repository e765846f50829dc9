import { createHash } from 'node:crypto'
import type { Page, Service } from '../../../shared/experiment.ts'
import { generatedBytes } from '../../../shared/generated-bytes.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { bodyBytesOf, echoPath, serviceTarget } from '../../../shared/service-target.ts'
import type { Endpoint } from './endpoint-of.ts'
import type { ProbeResult, ProbeTarget } from '../load/scripts/probe.ts'

/** An address that a scenario must answer, and what with; null leaves all but the status open. */
export interface ExpectedAnswer {
  target: ProbeTarget
  content: { bytes: number; sha256: string; mismatch: string } | null
  /** Whether Lambda itself decides who may call it. */
  isFunctionUrl: boolean
}

/** A scenario with the address that it is asked at, and what it answers itself. */
export type AnsweringScenario = Pick<Scenario, 'id' | 'answers' | 'group'> & Endpoint

/**
 * What each scenario must answer before it is measured: every path, as the service answers it, and where
 * requests carry a body, that body as it arrived. A floor answers the same to all of it.
 */
export function expectedAnswers(
  scenarios: readonly AnsweringScenario[],
  asked: { paths: readonly string[]; service: Service },
  pages: readonly Page[],
): ExpectedAnswer[] {
  const { paths, service } = asked
  const bodyBytes = bodyBytesOf(service)
  const echo = bodyBytes === 0 ? null : contentOf(bodyBytes, 'sends back other bytes than were posted')
  return scenarios.flatMap(({ id, url, pin, answers, group }) => {
    const common = { isFunctionUrl: group === 'function-url' }
    const own = answers === null ? null : ownAnswer(answers)
    return [
      ...paths.map((path) => ({
        target: { scenarioId: id, path, url: url + serviceTarget(path, service), pin },
        content: own ?? answerTo(path, service, pages),
        ...common,
      })),
      ...(echo === null
        ? []
        : [
            {
              target: { scenarioId: id, path: echoPath, url: url + echoPath, pin },
              content: own ?? echo,
              ...common,
            },
          ]),
    ]
  })
}

/** What one that never reaches the origin answers to everything. */
function ownAnswer({ body }: NonNullable<AnsweringScenario['answers']>): ExpectedAnswer['content'] {
  return contentFrom(Buffer.from(body), 'answers other bytes than its mock response')
}

function answerTo(path: string, { answer }: Service, pages: readonly Page[]): ExpectedAnswer['content'] {
  if (answer.kind === 'generated') return contentOf(answer.bytes, 'answers other bytes than were generated')
  const page = pages.find((one) => one.path === path)
  if (page === undefined) return null
  return { bytes: page.bytes, sha256: page.sha256, mismatch: 'answers other bytes than the origin holds' }
}

function contentOf(bytes: number, mismatch: string): ExpectedAnswer['content'] {
  return contentFrom(generatedBytes(bytes), mismatch)
}

function contentFrom(bytes: Uint8Array, mismatch: string): ExpectedAnswer['content'] {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), mismatch }
}

const deniedUrl =
  'answers 403: an organisation’s policy denies public function URLs, or a permission of the function is ' +
  'missing'

/**
 * What is wrong with the answers to an address, or null when all are right.
 * @param times how many there must be
 */
export function mistakeIn(
  { target, content, isFunctionUrl }: ExpectedAnswer,
  answers: readonly ProbeResult[],
  times: number,
): string | null {
  const own = answers.filter(
    ({ scenarioId, path }) => scenarioId === target.scenarioId && path === target.path,
  )
  for (const { status, bytes, sha256 } of own) {
    if (status === 403 && isFunctionUrl) return deniedUrl
    if (status !== 200) return status === 0 ? 'does not answer' : `answers ${status}`
    if (content === null) continue
    if (bytes !== content.bytes) return `answers ${bytes} bytes instead of ${content.bytes}`
    if (sha256 !== content.sha256) return content.mismatch
  }
  return own.length < times ? 'was not asked often enough' : null
}
