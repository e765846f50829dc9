import { useRef, useState } from 'react'
import type { Run } from '../../../shared/run.ts'
import { CommandError } from '../../api/api.ts'
import { type Action, useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { requireReadable, scenarioNamed, sendFile } from './send-file.ts'

interface Import {
  /** How much of the files was sent, 0-1; null while nothing is. */
  progress: number | null
  /** What each file has measured; null where that is not asked. */
  scenarios: readonly string[] | null
  name: (place: number, scenario: string) => void
  action: Action<[readonly File[], boolean]>
}

/** Sends files once, imports them, and asks for their scenarios where they do not say what they measured. */
export function useImport(done: (runs: readonly Run[]) => void): Import {
  const api = useApi()
  const [progress, setProgress] = useState<number | null>(null)
  const [scenarios, setScenarios] = useState<readonly string[] | null>(null)
  const uploads = useRef(new Map<File, string>())

  const send = async (files: readonly File[]): Promise<void> => {
    for (const file of files) requireReadable(file)
    for (const [place, file] of files.entries()) {
      if (uploads.current.has(file)) continue
      const upload = await sendFile(api, file, (part) => setProgress((place + part) / files.length))
      uploads.current.set(file, upload)
    }
  }
  const action = useAction(async (files: readonly File[], interleaved: boolean) => {
    try {
      await send(files)
      const named = files.map((file, place) => ({
        name: file.name,
        text: null,
        upload: uploads.current.get(file) ?? null,
        scenario: scenarios?.[place]?.trim() || null,
      }))
      done(await api.call('runs.import', { files: named, interleaved }))
    } catch (thrown) {
      // The engine may have given the texts up: next time they are sent again.
      if (isMissing(thrown)) uploads.current.clear()
      if (scenarios !== null || !asksForScenarios(thrown)) throw thrown
      setScenarios(files.map(({ name }) => scenarioNamed(name)))
    } finally {
      setProgress(null)
    }
  })
  const name = (place: number, scenario: string): void =>
    setScenarios((before) => before?.map((one, index) => (index === place ? scenario : one)) ?? null)
  return { progress, scenarios, name, action }
}

function asksForScenarios(thrown: unknown): boolean {
  return thrown instanceof CommandError && Array.isArray(thrown.data.details['scenarios'])
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof CommandError && ['not-found', 'conflict'].includes(thrown.data.code)
}
