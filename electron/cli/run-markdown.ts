import { isPublished } from '../../shared/published.ts'
import type { Engine } from '../engine/engine.ts'
import { isFile } from './load-run.ts'
import type { Shown } from './result-text.ts'
import { call } from './session.ts'

/**
 * A run in compact Markdown: as it is exported, or from what a file says, which holds nothing that a person
 * requires.
 * @param name what the run was loaded by
 */
export async function runMarkdown(
  engine: Engine,
  name: string,
  { result, scenarios, receipt }: Omit<Shown, 'asked'>,
): Promise<string> {
  const { run, trials, diagnoses, experiment } = result
  if (!isFile(name) && !isPublished(run)) {
    const { text } = await call(engine, 'runs.export', { id: run.id, format: 'md' })
    return text
  }
  const { writeMarkdown } = await import('../engine/reports/markdown.ts')
  return writeMarkdown({
    run,
    trials: [...trials, ...diagnoses],
    experiment,
    scenarios: run.scenarios.flatMap(({ id }) => scenarios.find((one) => one.id === id) ?? []),
    histogramOf: () => null,
    receipt,
    stated: null,
  })
}
