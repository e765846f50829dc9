import type { ReactNode } from 'react'
import type { Doubt } from '../../../shared/doubts.ts'

/** Sentences on what may be wrong; nothing where there are none. */
export function DoubtList({ title, doubts }: { title?: string; doubts: readonly Doubt[] }): ReactNode {
  if (doubts.length === 0) return null
  return (
    <section className="doubts">
      {title === undefined ? null : <h3>{title}</h3>}
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt.id} data-doubt={doubt.id}>
            {doubt.sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
