import { useEffect, useRef, useState, type RefObject } from 'react'

/** How wide an element is, in pixels, and stays informed of it; `fallback` until it is known. */
export function useWidth<E extends Element>(fallback: number): [RefObject<E | null>, number] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(fallback)
  useEffect(() => {
    const observed = element.current
    if (observed === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(entry.contentRect.width)
    })
    observer.observe(observed)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
