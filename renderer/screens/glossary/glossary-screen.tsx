import { type ReactNode, useEffect, useRef, useState } from 'react'
import { glossary, type TermId, termIds } from '../../glossary/glossary.ts'
import { href } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { TextField } from '../../ui/text-field.tsx'
import './glossary.css'

/** All terms. `term` is the one that the person followed a link to. */
export function GlossaryScreen({ term }: { term: string | null }): ReactNode {
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const found = termIds.filter((id) => words === '' || wordsOf(id).includes(words))
  return (
    <Page title="Glossary" subtitle="The terms that Sluice uses.">
      <Card>
        <TextField
          label="Search"
          type="search"
          placeholder="p99, stack, wrk…"
          value={text}
          onChange={setText}
        />
        {found.length === 0 ? (
          <EmptyState
            title="No matching terms"
            action={<Button onClick={() => setText('')}>Clear search</Button>}
          />
        ) : (
          <dl className="glossary">
            {found.map((id) => (
              <Entry key={id} id={id} meant={id === term} />
            ))}
          </dl>
        )}
      </Card>
    </Page>
  )
}

function Entry({ id, meant }: { id: TermId; meant: boolean }): ReactNode {
  const { title, short, more, also } = glossary[id]
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!meant) return
    place.current?.scrollIntoView({ block: 'center' })
    place.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [meant])
  return (
    <div ref={place} className={meant ? 'glossary-entry glossary-meant' : 'glossary-entry'}>
      <dt>
        <a href={href({ screen: 'glossary', term: id })} aria-current={meant ? 'true' : undefined}>
          {title}
        </a>
      </dt>
      <dd>
        {short}
        {more === undefined ? null : <span className="glossary-more">{more}</span>}
        {also === undefined ? null : <span className="glossary-also">Also: {also.join(', ')}</span>}
      </dd>
    </div>
  )
}

function wordsOf(id: TermId): string {
  const { title, short, more = '', also = [] } = glossary[id]
  return [title, short, more, ...also].join('\n').toLowerCase()
}
