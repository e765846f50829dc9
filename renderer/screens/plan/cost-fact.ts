import type { DraftDesk } from './use-draft.ts'

export interface CostFact {
  /** In a word or a figure. */
  value: string
  text: string
}

/** What a draft would cost, as the start card says it. */
export function costFact({ draft }: DraftDesk): CostFact {
  return draft.account.kind === 'practice'
    ? { value: 'Nothing', text: 'Everything runs on this machine' }
    : { value: 'What AWS charges', text: 'From the moment of deploying until it is torn down' }
}
