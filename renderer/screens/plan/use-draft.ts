import { useEffect, useMemo, useRef, useState } from 'react'
import { sameChoices } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { errorData } from '../../../shared/errors.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { offeredScenarios } from '../../../shared/offered-scenarios.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { CommandError } from '../../api/api.ts'
import { useApi } from '../../api/use-api.tsx'
import { useEvents } from '../../api/use-events.ts'
import { changeDraft, draftOf, type Draft, type DraftChange } from './draft.ts'
import { faultsOf, typedOf } from './draft-faults.ts'
import { createDraftSaver, type DraftSaver, type Saving } from './draft-saver.ts'
import { placedFaults } from './steps.ts'

/** What the steps of the wizard need: the draft, what is wrong with it, and the way to change it. */
export interface DraftEditor {
  /** As it was last saved: what the engine would start. */
  deployment: Deployment
  experiment: Experiment
  /** Those that the experiment offers, chosen or not, in its order. */
  scenarios: readonly Scenario[]
  draft: Draft
  faults: readonly Fault[]
  saving: Saving
  change: (change: DraftChange) => void
  /** Saves pending changes now, right or wrong. @returns false where they could not be saved */
  flush: () => Promise<boolean>
}

/** From the last keystroke to saving. */
const saveDelayMs = 250

/** The draft of a planned deployment. Changes are saved automatically, also those with a fault. */
export function useDraft(
  deployment: Deployment,
  experiment: Experiment,
  allScenarios: readonly Scenario[],
): DraftEditor {
  const scenarios = useMemo(
    () =>
      offeredScenarios(experiment).flatMap((wanted) => allScenarios.find((one) => one.id === wanted) ?? []),
    [allScenarios, experiment],
  )
  const [draft, setDraft] = useState(() => draftOf(deployment, experiment))
  const newest = useRef(draft)
  const { saver, saving } = useSaver(deployment.id)

  const show = (next: Draft): void => {
    newest.current = next
    setDraft(next)
  }
  const change = (one: DraftChange): void => {
    const next = changeDraft(newest.current, one, experiment)
    show(next)
    saver.offer(next)
  }
  const flush = async (): Promise<boolean> => {
    if (saving.state === 'failed') saver.offer(newest.current)
    return await saver.flush()
  }

  // Another window may change the same draft. Its choices are shown unless this window has unsaved changes.
  useEvents((event) => {
    if (event.name !== 'deployment.changed' || event.data.id !== deployment.id) return
    if (event.data.phase !== 'planned' || !saver.isIdle()) return
    const theirs = draftOf(event.data, experiment)
    if (!sameDrafts(theirs, newest.current)) show(theirs)
  })

  const refused = saving.state === 'failed' ? placedFaults(saving.error) : []
  const faults = [...faultsOf(draft, experiment, scenarios), ...refused]
  return { deployment, experiment, scenarios, draft, faults, saving, change, flush }
}

/** Saves drafts of a deployment, the last one also when the page is left. */
function useSaver(id: string): { saver: DraftSaver<Draft>; saving: Saving } {
  const api = useApi()
  const [saving, setSaving] = useState<Saving>({ state: 'saved' })
  const saver = useMemo(
    () =>
      createDraftSaver<Draft>({
        save: (value) => api.call('deployments.save', { id, ...typedOf(value) }),
        delayMs: saveDelayMs,
        onState: setSaving,
        toError: (thrown) => (thrown instanceof CommandError ? thrown.data : errorData(thrown)),
      }),
    [api, id],
  )
  useEffect(() => {
    const flushNow = (): void => void saver.flush()
    window.addEventListener('pagehide', flushNow)
    return () => {
      window.removeEventListener('pagehide', flushNow)
      flushNow()
    }
  }, [saver])
  return { saver, saving }
}

function sameDrafts(one: Draft, other: Draft): boolean {
  return sameChoices(typedOf(one), typedOf(other))
}
