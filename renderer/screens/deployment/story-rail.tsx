import type { ReactNode } from 'react'
import { chapters, type Chapter, type ChapterState } from './story.ts'
import './story-rail.css'

const signs: Record<ChapterState, string> = { 'to come': '', now: '', done: '✓', failed: '!' }

/** Deploy → Measure → Result → Tear down, and which of them is current. */
export function StoryRail({ states }: { states: Record<Chapter, ChapterState> }): ReactNode {
  return (
    <ol className="story-rail" aria-label="Progress">
      {chapters.map((chapter) => {
        const state = states[chapter]
        return (
          <li
            key={chapter}
            className={state.replace(' ', '-')}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span className="story-sign" aria-hidden="true">
              {signs[state]}
            </span>
            {chapter}
            <span className="visually-hidden"> ({state})</span>
          </li>
        )
      })}
    </ol>
  )
}
