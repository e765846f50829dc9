import type { ReactNode } from 'react'
import { isInFlight, type Phase } from '../../shared/lifecycle.ts'
import { runOutcomes } from '../../shared/run-endings.ts'
import type { RunStatus } from '../../shared/run.ts'
import './surfaces.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'partial' | 'warning' | 'bad'

export function Badge({
  tone = 'neutral',
  active = false,
  children,
}: {
  tone?: Tone
  active?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <span className={`badge badge-${tone}`}>
      {active ? <span className="badge-pulse" aria-hidden="true" /> : null}
      {children}
    </span>
  )
}

const phaseWords: Record<Phase, { word: string; tone: Tone }> = {
  planned: { word: 'Draft', tone: 'neutral' },
  deploying: { word: 'Deploying', tone: 'accent' },
  ready: { word: 'Ready', tone: 'good' },
  measuring: { word: 'Measuring', tone: 'accent' },
  removing: { word: 'Tearing down', tone: 'warning' },
  removed: { word: 'Removed', tone: 'neutral' },
  stranded: { word: 'Stranded', tone: 'bad' },
}

/** `waiting`: its run waits for its turn to measure. */
export function PhaseBadge({ phase, waiting = false }: { phase: Phase; waiting?: boolean }): ReactNode {
  const { word, tone } = waiting ? { word: 'Waiting', tone: 'neutral' as const } : phaseWords[phase]
  return (
    <Badge tone={tone} active={isInFlight(phase) && !waiting}>
      {word}
    </Badge>
  )
}

const runTones: Record<RunStatus, Tone> = {
  running: 'accent',
  succeeded: 'good',
  incomplete: 'partial',
  failed: 'bad',
  cancelled: 'warning',
  interrupted: 'warning',
}

export function RunStatusBadge({ status }: { status: RunStatus }): ReactNode {
  return (
    <Badge tone={runTones[status]} active={status === 'running'}>
      {runOutcomes[status]}
    </Badge>
  )
}
