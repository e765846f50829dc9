import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { href } from '../../router.ts'

/** Below results of the experiment of 2017; nothing where nothing was published for the experiment. */
export function TodayLink({ experiment }: { experiment: Experiment | undefined }): ReactNode {
  if (experiment?.published === undefined) return null
  return (
    <p>
      <a href={href({ screen: 'today', topic: null })}>2017 and today</a>: what the post discusses, and what
      became of it.
    </p>
  )
}
