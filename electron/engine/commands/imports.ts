import { createUploads } from '../imports/uploads.ts'
import { refusePublished } from '../runs/published-runs.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = 'runs.import' | 'imports.send'

export function importCommands({ context }: CommandContext): Pick<Handlers, Names> {
  const { catalog, runs } = context
  const uploads = createUploads()
  return {
    'imports.send': (piece) => {
      uploads.add(piece, Date.now())
      return {}
    },
    'runs.import': async ({ files, interleaved }) => {
      const { runsOf } = await import('../imports/import-runs.ts')
      const whole = files.map(({ name, scenario, text, upload }) => ({
        name,
        scenario,
        text: text ?? uploads.text(upload ?? ''),
      }))
      const imported = runsOf({ files: whole, interleaved }, Date.now())
      for (const { run } of imported) refusePublished(catalog, run.id)
      const saved = runs.addImported(imported)
      for (const { upload } of files) if (upload !== null) uploads.forget(upload)
      return saved
    },
  }
}
