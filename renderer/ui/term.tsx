import { type ReactNode, useId, useRef, useState } from 'react'
import { glossary, type TermId } from '../glossary/glossary.ts'
import { href } from '../router.ts'
import './overlays.css'

/**
 * A term of the glossary: its short text on hover and focus, its whole entry behind the link. Escape hides
 * the text.
 */
export function Term({ id, children }: { id: TermId; children?: ReactNode }): ReactNode {
  const tipId = useId()
  const word = useRef<HTMLAnchorElement>(null)
  const tip = useRef<HTMLSpanElement>(null)
  const [shown, setShown] = useState(false)
  const show = (): void => {
    if (word.current !== null && tip.current !== null)
      place(tip.current, word.current.getBoundingClientRect())
    setShown(true)
  }
  const hide = (): void => setShown(false)
  return (
    <span className="term" onPointerEnter={show} onPointerLeave={hide}>
      <a
        ref={word}
        className="term-word"
        href={href({ screen: 'glossary', term: id })}
        aria-describedby={tipId}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key === 'Escape') hide()
        }}
      >
        {children ?? glossary[id].title}
      </a>
      <span ref={tip} className={shown ? 'term-tip term-tip-shown' : 'term-tip'} role="tooltip" id={tipId}>
        {glossary[id].short}
      </span>
    </span>
  )
}

const edgePx = 8

/** Below the word, or above it where there is no room below; always inside of the window. */
function place(tip: HTMLElement, word: DOMRect): void {
  const { offsetWidth, offsetHeight } = tip
  const left = Math.max(
    edgePx,
    Math.min(word.left, document.documentElement.clientWidth - offsetWidth - edgePx),
  )
  const above = word.bottom + offsetHeight + edgePx > window.innerHeight
  tip.style.left = `${left}px`
  tip.style.top = `${above ? word.top - offsetHeight - 2 : word.bottom + 2}px`
}
