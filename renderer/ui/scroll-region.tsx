import type { ReactNode } from 'react'

interface ScrollRegionProps {
  /** Says what it holds. */
  label: string
  className: string
  children: ReactNode
}

/** A part of the page that scrolls on its own, so it must be reachable by keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the keyboard
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
