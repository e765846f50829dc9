import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { EventData, EventName } from '../../shared/events.ts'
import type { Prompt, PromptAnswer } from '../../shared/prompt.ts'

/** The person has cancelled a prompt, or there is no person to ask. */
export class SignInCancelled extends AppError {
  /** @param sentence what is to be done instead, where that is known */
  constructor(sentence = 'Signing in was cancelled.') {
    super('credentials', sentence)
  }
}

/** A prompt before it has an id. */
type PromptDraft = Prompt extends infer P ? (P extends Prompt ? Omit<P, 'id'> : never) : never

/**
 * Asks a person, and waits for the answer. Prompts live as long as the process: after a restart, work that
 * waited asks again.
 */
export interface Prompts {
  /**
   * Opens a prompt and waits for its answer, or until `signal` says that it is no longer needed.
   * @throws SignInCancelled when the person cancels, or when there is no person to ask
   */
  ask(draft: PromptDraft, signal?: AbortSignal): Promise<{ code: string | null }>
  list(): Prompt[]
  /** @throws AppError `not-found` for a prompt that is no longer open */
  answer(answer: PromptAnswer): void
}

/** @param announce tells every host; a host without a person to ask answers with `cancel` */
export function createPrompts(announce: <N extends EventName>(name: N, data: EventData<N>) => void): Prompts {
  const open = new Map<string, { prompt: Prompt; settle: (answer: PromptAnswer) => void }>()
  return {
    async ask(draft, signal) {
      signal?.throwIfAborted()
      const prompt = { ...draft, id: randomUUID() } as Prompt
      const answered = Promise.withResolvers<PromptAnswer>()
      open.set(prompt.id, { prompt, settle: answered.resolve })
      const abort = (): void => answered.reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      announce('prompt.opened', prompt)
      try {
        const answer = await answered.promise
        if (answer.kind === 'cancel') throw new SignInCancelled()
        return { code: answer.kind === 'code' ? answer.code : null }
      } finally {
        signal?.removeEventListener('abort', abort)
        open.delete(prompt.id)
        announce('prompt.closed', { id: prompt.id })
      }
    },
    list: () => [...open.values()].map(({ prompt }) => prompt),
    answer(answer) {
      const waiting = open.get(answer.id)
      if (!waiting) throw new AppError('not-found', 'This question is no longer open.')
      waiting.settle(answer)
    },
  }
}
