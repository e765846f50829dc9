import type { ReactNode } from 'react'
import type { Loaded } from '../api/use-query.ts'
import { ErrorNotice } from './error-notice.tsx'
import './surfaces.css'

export function Loading({ text = 'One moment…' }: { text?: string }): ReactNode {
  return (
    <output className="loading">
      <span className="spinner" aria-hidden="true" />
      {text}
    </output>
  )
}

/** What a query answered, or that it is on its way, or what went wrong. */
export function Shown<T>({
  loaded,
  text,
  children,
}: {
  loaded: Loaded<T>
  text?: string
  children?: (value: T) => ReactNode
}): ReactNode {
  if (loaded.state === 'loading') return <Loading {...(text === undefined ? {} : { text })} />
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} retry={loaded.retry} />
  return children?.(loaded.value)
}
