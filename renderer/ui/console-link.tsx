import type { ReactNode } from 'react'

/** Opens the AWS console in the browser of the person. */
export function ConsoleLink({ address }: { address: string }): ReactNode {
  return (
    <a href={address} target="_blank" rel="noreferrer">
      View stack events in the AWS console
    </a>
  )
}
