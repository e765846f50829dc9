import type { ReactNode } from 'react'
import { href } from '../../router.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { countOf } from '../../ui/format.ts'

export const mostCompared = 6

/** Stays visible while runs are selected. */
export function CompareBar({ ids, clear }: { ids: readonly string[]; clear: () => void }): ReactNode {
  return (
    <div className={ids.length === 0 ? 'visually-hidden' : 'compare-bar'}>
      <output>
        {ids.length === 0
          ? ''
          : ids.length === 1
            ? '1 run selected. Select another run to compare.'
            : `${countOf(ids.length, 'run')} selected${ids.length === mostCompared ? ' (the maximum)' : ''}.`}
      </output>
      {ids.length === 0 ? null : (
        <div className="row">
          <Button small variant="quiet" onClick={clear}>
            Clear
          </Button>
          {ids.length < 2 ? null : (
            <ButtonLink small variant="primary" to={href({ screen: 'compare', ids: [...ids] })}>
              Compare
            </ButtonLink>
          )}
        </div>
      )}
    </div>
  )
}
