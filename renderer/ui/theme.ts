import { useEffect, useSyncExternalStore } from 'react'
import type { Settings } from '../../shared/settings.ts'

const forced = '(forced-colors: active)'
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

/** The theme that is shown now, for content such as a canvas that has to be painted again when it changes. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(onThemeChange, shownTheme)
}

/** Whether the system chooses the colours: a canvas has to be painted again when that changes. */
export function useForcedColors(): boolean {
  return useSyncExternalStore(onForcedColors, () => window.matchMedia(forced).matches)
}

function onForcedColors(changed: () => void): () => void {
  const media = window.matchMedia(forced)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
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
