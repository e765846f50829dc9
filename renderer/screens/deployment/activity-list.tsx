import type { ReactNode } from 'react'
import type { Activity } from '../../../shared/activity.ts'
import { WithCode } from '../../ui/prose.tsx'
import { time } from '../../ui/format.ts'

/** The newest of them; the log file has all. */
const shownActivities = 100

/** What happened, newest first. */
export function ActivityList({ activities }: { activities: readonly Activity[] }): ReactNode {
  const told = activities.filter(({ level }) => level !== 'detail')
  if (told.length === 0) return null
  return (
    <details className="card activity-log">
      <summary>
        <h2>Activity</h2>{' '}
        <span className="small muted">
          <WithCode text={told.at(-1)?.message ?? ''} />
        </span>
      </summary>
      <ol>
        {told
          .slice(-shownActivities)
          .toReversed()
          .map(({ seq, atMs, level, message }) => (
            <li key={seq} className={level}>
              <time className="figures muted" dateTime={new Date(atMs).toISOString()}>
                {time(atMs)}
              </time>
              <span>
                <WithCode text={message} />
              </span>
            </li>
          ))}
      </ol>
    </details>
  )
}
