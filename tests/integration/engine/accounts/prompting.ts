import { call } from '../../../../electron/cli/session.ts'
import type { Engine } from '../../../../electron/engine/engine.ts'
import type { Prompt } from '../../../../shared/prompt.ts'

/** Waits until the engine asks a person for something of this kind. */
export async function promptOf<K extends Prompt['kind']>(
  engine: Engine,
  kind: K,
): Promise<Extract<Prompt, { kind: K }>> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const found = (await call(engine, 'prompts.list', {})).find(
      (one): one is Extract<Prompt, { kind: K }> => one.kind === kind,
    )
    if (found) return found
    if (performance.now() > deadline) throw new Error(`no prompt of the kind ${kind} within 30 s`)
    await new Promise((wake) => setTimeout(wake, 50))
  }
}
