import type { ReactNode } from 'react'

/** To what only AWS's own pages can show, in the person's browser. */
export function ConsoleLink({ address }: { address: string }): ReactNode {
  return (
    <a href={address} target="_blank" rel="noreferrer">
      The stack’s events in the AWS console
    </a>
  )
}
