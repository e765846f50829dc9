import { type ReactNode, useId } from 'react'
import './surfaces.css'

interface CardProps {
  title?: ReactNode
  /** Stands at the right of the title. */
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A white sheet; with a title it is a region of that name. */
export function Card({ title, actions, className, children }: CardProps): ReactNode {
  const id = useId()
  const classes = `card${className === undefined ? '' : ` ${className}`}`
  if (title === undefined) return <div className={classes}>{children}</div>
  return (
    <section className={classes} aria-labelledby={id}>
      <header className="card-header">
        <h2 id={id}>{title}</h2>
        {actions === undefined ? null : <div className="row">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
