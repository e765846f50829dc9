import { expect, test, vi } from 'vitest'
import { answerPrompts } from '../../../electron/cli/prompting.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import type { AnyEvent } from '../../../shared/events.ts'
import type { Prompt, PromptAnswer } from '../../../shared/prompt.ts'

/** Where nobody sits at the terminal: here it is none. */
function unattended(): {
  opens: (prompt: Partial<Prompt>) => Promise<void>
  answers: PromptAnswer[]
  said: () => string
} {
  const answers: PromptAnswer[] = []
  let listener: (event: AnyEvent) => void = () => undefined
  const engine = {
    onEvent: (heard: typeof listener) => {
      listener = heard
      return () => undefined
    },
    dispatch: async (_name: string, input: PromptAnswer) => {
      answers.push(input)
      return { ok: true, value: {} }
    },
  } as unknown as Engine
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  answerPrompts(engine)
  return {
    answers,
    said: () => written.mock.calls.map(([text]) => String(text)).join(''),
    async opens(prompt) {
      listener({
        name: 'prompt.opened',
        data: { account: { kind: 'profile', profile: 'work' }, deploymentId: null, ...prompt } as Prompt,
      })
      await new Promise((done) => setTimeout(done, 10))
    },
  }
}

test('a prompt for a code is cancelled at once: a command in a script must end', async () => {
  const { opens, answers, said } = unattended()
  await opens({ id: '1', kind: 'mfa', serial: 'arn:aws:iam::123456789012:mfa/me' })
  expect(answers).toEqual([{ kind: 'cancel', id: '1' }])
  expect(said()).toContain('This is not a terminal.')
})

test('a program that runs is waited for, and said so', async () => {
  const { opens, answers, said } = unattended()
  await opens({ id: '1', kind: 'process', limitMs: 60_000 })
  expect(answers).toEqual([])
  expect(said()).toMatch(/AWS profile work: waiting for its credential_process.*ended after 60 s\./)
})

test('the first code of SSO is waited for, since the browser may be elsewhere; a second is not', async () => {
  const { opens, answers, said } = unattended()
  const code = {
    kind: 'sso',
    session: 'company',
    url: 'https://example.awsapps.com/start',
    code: 'ABCD-EFGH',
    expiresAtMs: 0,
  } as const
  await opens({ id: '1', ...code })
  expect(answers).toEqual([])
  expect(said()).toContain('sign in at https://example.awsapps.com/start (code ABCD-EFGH)')
  await opens({ id: '2', ...code })
  expect(answers).toEqual([{ kind: 'cancel', id: '2' }])
})
