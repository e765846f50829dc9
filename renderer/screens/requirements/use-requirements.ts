import { useEffect, useMemo, useRef, useState } from 'react'
import type { Fault } from '../../../shared/faults.ts'
import type { KeptRequirements, Requirements } from '../../../shared/requirements.ts'
import { isSameData } from '../../../shared/same-data.ts'
import { failureOf } from '../../api/failure.ts'
import { useApi } from '../../api/use-api.tsx'
import { useEvents } from '../../api/use-events.ts'
import { createDraftSaver, type Saving } from '../plan/draft-saver.ts'
import { fieldFaults, fieldsOf, requirementsOf, type RequirementFields } from './requirement-fields.ts'

/** The requirements of an experiment while a person changes them. */
export interface RequirementEditor {
  fields: RequirementFields
  faults: readonly Fault[]
  /** The last ones without a fault: what one can decide by. */
  requirements: Requirements
  /** Whether a person has ever said so. */
  isOwn: boolean
  saving: Saving
  change: (changes: Partial<RequirementFields>) => void
}

/** From the last keystroke to saving. */
const saveDelayMs = 250

/** Changes are saved as they are typed, as long as they have no fault. */
export function useRequirements(kept: KeptRequirements): RequirementEditor {
  const { experimentId } = kept
  const api = useApi()
  const [fields, setFields] = useState(() => fieldsOf(kept.requirements))
  const [valid, setValid] = useState(kept.requirements)
  const [isOwn, setOwn] = useState(kept.changedAtMs !== null)
  const [saving, setSaving] = useState<Saving>({ state: 'saved' })
  const newest = useRef(fields)
  const saver = useMemo(
    () =>
      createDraftSaver<Requirements>({
        save: (requirements) => api.call('requirements.set', { experimentId, requirements }),
        delayMs: saveDelayMs,
        onState: setSaving,
        toError: failureOf,
      }),
    [api, experimentId],
  )
  useEffect(() => {
    const flush = (): void => void saver.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])

  const show = (next: RequirementFields): void => {
    newest.current = next
    setFields(next)
  }
  const change = (changes: Partial<RequirementFields>): void => {
    const next = { ...newest.current, ...changes }
    show(next)
    if (fieldFaults(next).length > 0) return
    const requirements = requirementsOf(next)
    setValid(requirements)
    setOwn(true)
    saver.offer(requirements)
  }
  // Another window may change them. They are shown unless this one has changes that are not saved.
  useEvents((event) => {
    if (event.name !== 'requirements.changed' || event.data.experimentId !== experimentId) return
    if (!saver.isIdle() || isSameData(event.data.requirements, requirementsOf(newest.current))) return
    show(fieldsOf(event.data.requirements))
    setValid(event.data.requirements)
    setOwn(true)
  })
  return { fields, faults: fieldFaults(fields), requirements: valid, isOwn, saving, change }
}
