import { type ReactNode, useEffect } from 'react'
import './surfaces.css'

interface PageProps {
  title: string
  subtitle?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** The sheet of a screen: its only h1, which is the title of the window too. */
export function Page({ title, subtitle, actions, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = title === 'Sluice' ? title : `${title} – Sluice`
  }, [title])
  return (
    <div className="page">
      <header className="page-header">
        <div>
          <h1>{title}</h1>
          {subtitle === undefined ? null : <p className="page-subtitle">{subtitle}</p>}
        </div>
        {actions === undefined ? null : <div className="row page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
