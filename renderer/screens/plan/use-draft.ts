import { useEffect, useMemo, useRef, useState } from 'react'
import { sameChoices } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { errorData } from '../../../shared/errors.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { CommandError } from '../../api/api.ts'
import { useApi } from '../../api/use-api.tsx'
import { useEvents } from '../../api/use-events.ts'
import { changeDraft, draftOf, type Draft, type DraftChange } from './draft.ts'
import { choicesOfDraft, faultsOf } from './draft-faults.ts'
import { createDraftSaver, type Saving } from './draft-saver.ts'
import { placedFaults } from './steps.ts'

/** What the steps of the wizard need: the draft, what is wrong with it, and the way to change it. */
export interface DraftEditor {
  /** As it was last saved: what the engine would start. */
  deployment: Deployment
  experiment: Experiment
  /** Those of the experiment, chosen or not, in its order. */
  scenarios: readonly Scenario[]
  draft: Draft
  faults: readonly Fault[]
  saving: Saving
  change: (change: DraftChange) => void
  /** Saves pending changes now. @returns false where they could not be saved */
  flush: () => Promise<boolean>
}

/** From the last keystroke to saving. */
const saveDelayMs = 250

/**
 * The draft of a planned deployment. Changes are saved automatically; one with a fault stays on the screen
 * until it is corrected.
 */
export function useDraft(
  deployment: Deployment,
  experiment: Experiment,
  allScenarios: readonly Scenario[],
): DraftEditor {
  const api = useApi()
  const { id } = deployment
  const scenarios = useMemo(
    () => experiment.scenarios.flatMap((wanted) => allScenarios.find((one) => one.id === wanted) ?? []),
    [allScenarios, experiment],
  )
  const [draft, setDraft] = useState(() => draftOf(deployment, experiment))
  const [saving, setSaving] = useState<Saving>({ state: 'saved' })
  const newest = useRef(draft)
  const saver = useMemo(
    () =>
      createDraftSaver<Draft>({
        save: (value) => api.call('deployments.save', { id, ...choicesOfDraft(value, experiment.id) }),
        delayMs: saveDelayMs,
        onState: setSaving,
        toError: (thrown) => (thrown instanceof CommandError ? thrown.data : errorData(thrown)),
      }),
    [api, id, experiment.id],
  )

  const isFaultless = (one: Draft): boolean => faultsOf(one, experiment, scenarios).length === 0
  const show = (next: Draft): void => {
    newest.current = next
    setDraft(next)
  }
  const change = (one: DraftChange): void => {
    const next = changeDraft(newest.current, one, experiment)
    show(next)
    if (isFaultless(next)) saver.offer(next)
    else saver.withdraw()
  }

  useEffect(() => {
    const flushNow = (): void => void saver.flush()
    window.addEventListener('pagehide', flushNow)
    return () => {
      window.removeEventListener('pagehide', flushNow)
      flushNow()
    }
  }, [saver])

  // Another window may change the same draft. Its choices are shown unless this window has unsaved changes.
  useEvents((event) => {
    if (
      event.name !== 'deployment.changed' ||
      event.data.id !== id ||
      event.data.phase !== 'planned' ||
      !saver.isIdle()
    )
      return
    const theirs = draftOf(event.data, experiment)
    const mine = newest.current
    if (!isFaultless(mine) || sameDrafts(theirs, mine, experiment)) return
    show(theirs)
  })

  const refused = saving.state === 'failed' ? placedFaults(saving.error) : []
  return {
    deployment,
    experiment,
    scenarios,
    draft,
    faults: [...faultsOf(draft, experiment, scenarios), ...refused],
    saving,
    change,
    flush: async () => {
      if (!isFaultless(newest.current)) return false
      if (saving.state === 'failed') saver.offer(newest.current)
      return await saver.flush()
    },
  }
}

function sameDrafts(one: Draft, other: Draft, { id }: Experiment): boolean {
  return sameChoices(choicesOfDraft(one, id), choicesOfDraft(other, id))
}
