import type { MarkKind } from './chart.ts'

/** Outlines of marks around a point: a hollow diamond, an upright stroke with a head. */
export const markPaths: Readonly<Record<MarkKind, string>> = {
  prediction: 'M0-6 5 0 0 6-5 0z',
  published: 'M-1.25-8h2.5v16h-2.5z M-4-8h8v2.5h-8z',
}
