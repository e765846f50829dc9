import type { Account } from './account.ts'
import { times } from './figures.ts'

/**
 * What each further REST API of a deployment adds to the time that deploying takes, in milliseconds: AWS lets
 * an account make one at a time, so the stacks take turns. About what an API takes until it is deployed, and
 * the pause after it. An estimate; on AWS nothing of it was measured.
 */
const nextApiMs: Record<Account['kind'], number> = { practice: 1_000, profile: 20_000, environment: 20_000 }

/** What waiting for turns adds to deploying a number of REST APIs. */
export function creationTurnsMs(apis: number, account: Account['kind']): number {
  return Math.max(0, apis - 1) * nextApiMs[account]
}

/** Said before a number of REST APIs are created; null where none has to wait. */
export function creationTurnsText(apis: number, account: Account['kind']): string | null {
  if (apis < 2) return null
  const seconds = Math.ceil(creationTurnsMs(apis, account) / 1000)
  return (
    `Creating ${times(apis, 'REST API')} one after another, as API Gateway limits how often an account may ` +
    `create and deploy them: about ${seconds} s more.`
  )
}

/** Said before a number of REST APIs are deleted, with the pause between two; null where none has to wait. */
export function deletionTurnsText(apis: number, pauseMs: number): string | null {
  if (apis < 2) return null
  const seconds = Math.ceil(((apis - 1) * pauseMs) / 1000)
  return (
    `Deleting ${times(apis, 'REST API')} one after another, as API Gateway limits how often an account may ` +
    `delete them: about ${seconds} s more. They cost nothing meanwhile.`
  )
}
