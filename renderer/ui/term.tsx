import { type ReactNode, useId } from 'react'
import { glossary, type TermId } from '../glossary/glossary.ts'
import { href } from '../router.ts'
import './overlays.css'

/** A term of the trade: its first sentence on hover and focus, its whole entry behind the link. */
export function Term({ id, children }: { id: TermId; children?: ReactNode }): ReactNode {
  const tip = useId()
  const entry = glossary[id]
  return (
    <span className="term">
      <a className="term-word" href={href({ screen: 'glossary', term: id })} aria-describedby={tip}>
        {children ?? entry.title}
      </a>
      <span className="term-tip" role="tooltip" id={tip}>
        {entry.short}
      </span>
    </span>
  )
}
