import { useEffect, useSyncExternalStore } from 'react'
import type { Settings } from '../../shared/contract.ts'

const darkScreen = '(prefers-color-scheme: dark)'

/** Puts the chosen theme and motion onto the page. */
export function useAppliedSettings(settings: Settings | null): void {
  const theme = settings?.theme ?? 'system'
  const motion = settings?.reducedMotion ?? 'system'
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
    if (motion === 'system') delete root.dataset['motion']
    else root.dataset['motion'] = motion === 'on' ? 'reduced' : 'full'
  }, [theme, motion])
}

/** Which theme is shown now, for what is painted by itself (a canvas) and has to be painted again. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(onThemeChange, shownTheme)
}

/** Whether things should stand still, by the person's choice here or in the system. */
export function prefersReducedMotion(): boolean {
  const chosen = document.documentElement.dataset['motion']
  return chosen === undefined
    ? window.matchMedia('(prefers-reduced-motion: reduce)').matches
    : chosen === 'reduced'
}

/** The colour behind a custom property of tokens.css as the theme of now has it: `rgb(…)`. */
export function tokenColor(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  probe.hidden = true
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

function shownTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia(darkScreen).matches ? 'dark' : 'light'
}

function onThemeChange(changed: () => void): () => void {
  const media = window.matchMedia(darkScreen)
  media.addEventListener('change', changed)
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    media.removeEventListener('change', changed)
    observer.disconnect()
  }
}
