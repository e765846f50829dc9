import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { CommandInput } from '../../../shared/contract.ts'
import type { Run } from '../../../shared/run.ts'
import { failureOf } from '../../api/failure.ts'
import { useApi } from '../../api/use-api.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { annotationLimits, tagFault, tagsOf } from '../run-tags.ts'

const pauseMs = 600

/** What the person has typed and is not saved yet; a field that is missing here shows what is saved. */
interface Typed {
  title?: string
  tags?: string
  notes?: string
}

/** Name, tags and notes of a run, saved as they are typed. */
export function Annotations({ run, usualName }: { run: Run; usualName: string }): ReactNode {
  const { typed, type, saved, error, save } = useKept(run.id)
  const tags = typed.tags ?? run.tags.join(', ')
  const noted = [run.tags.join(', '), run.notes].filter((text) => text !== '')
  return (
    <Card title="Name and notes" className={noted.length === 0 ? 'no-print' : 'annotations-card'}>
      <div className="print-only run-notes-printed">
        {noted.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      <div className="stack annotations no-print">
        <TextField
          label="Name"
          value={typed.title ?? run.title ?? ''}
          maxLength={annotationLimits.title}
          placeholder={usualName}
          onChange={(title) => type({ title })}
        />
        <TextField
          label="Tags"
          hint="Separated by commas."
          value={tags}
          error={tagFault(tagsOf(tags))}
          onChange={(text) => type({ tags: text })}
        />
        <TextField
          label="Notes"
          rows={5}
          value={typed.notes ?? run.notes}
          maxLength={annotationLimits.notes}
          onChange={(notes) => type({ notes })}
        />
        <output className="small muted">{saved ? 'Saved.' : 'Saved as you type.'}</output>
        {error === null ? null : <ErrorNotice error={error} retry={save} />}
      </div>
    </Card>
  )
}

/** Saves what is typed after a pause in typing, and when the screen is left. */
function useKept(id: string) {
  const api = useApi()
  const [typed, setTyped] = useState<Typed>({})
  const [saved, setSaved] = useState(false)
  const [error, setError] = useState<{ message: string } | null>(null)
  const newest = useRef<Typed>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(() => {
    const kept = newest.current
    const changes = changesOf(kept)
    if (Object.keys(changes).length === 0) return
    const keep = async (): Promise<void> => {
      try {
        await api.call('runs.annotate', { id, ...changes })
        // What was typed meanwhile is saved next.
        if (newest.current === kept) newest.current = {}
        setTyped((now) => (now === kept ? {} : now))
        setSaved(true)
        setError(null)
      } catch (thrown) {
        setError(failureOf(thrown))
      }
    }
    void keep()
  }, [api, id])

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      save()
    },
    [save],
  )

  const type = (part: Typed): void => {
    const now = { ...newest.current, ...part }
    newest.current = now
    setTyped(now)
    setSaved(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(save, pauseMs)
  }
  return { typed, type, saved, error, save }
}

/** What is to be saved; tags that cannot be saved are left out until they are corrected. */
function changesOf({ title, tags, notes }: Typed): Omit<CommandInput<'runs.annotate'>, 'id'> {
  const chosen = tags === undefined ? undefined : tagsOf(tags)
  return {
    ...(title === undefined ? {} : { title: title.trim() === '' ? null : title.trim() }),
    ...(notes === undefined ? {} : { notes }),
    ...(chosen === undefined || tagFault(chosen) !== null ? {} : { tags: chosen }),
  }
}
