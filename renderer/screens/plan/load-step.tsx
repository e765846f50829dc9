import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { count, countOf, duration, roughDuration } from '../../ui/format.ts'
import { durationOf } from './duration.ts'
import { LoadFieldset } from './load-fieldset.tsx'
import { OptionCard } from './option-card.tsx'
import { PathChoice } from './path-choice.tsx'
import { loadFieldsOf, loadOf, presetValues, publishedTitle, type Preset } from './presets.ts'
import type { DraftDesk } from './use-draft.ts'
import './load.css'

/** How much load, for how long, and how often. */
export function LoadStep({ desk }: { desk: DraftDesk }): ReactNode {
  const { draft, experiment } = desk
  return (
    <>
      <fieldset className="plan-choices across">
        <legend className="visually-hidden">Load</legend>
        {presets(experiment).map(({ preset, title, text }) => (
          <OptionCard
            key={preset}
            name="preset"
            title={title}
            note={presetTime(preset, desk)}
            checked={draft.preset === preset}
            onChoose={() => desk.change({ kind: 'preset', preset })}
          >
            <p>{text}</p>
          </OptionCard>
        ))}
      </fieldset>
      <PathChoice desk={desk} />
      <LoadFieldset desk={desk} />
      <Total desk={desk} />
    </>
  )
}

function presets(experiment: Experiment): { preset: Preset; title: string; text: string }[] {
  const { load, paths } = experiment
  const before =
    load.leadIn.kind === 'one-request'
      ? 'one request beforehand'
      : `${duration(load.leadIn.seconds * 1000)} of lead-in`
  return [
    {
      preset: 'quick',
      title: 'Quick',
      text: `One path, three rounds of ${duration(3000)} after a second of lead-in: a first look.`,
    },
    {
      preset: 'published',
      title: publishedTitle(experiment),
      text: `${count(paths.length)} paths, ${countOf(load.rounds, 'round')} of ${duration(load.durationSec * 1000)} with ${countOf(load.threads, 'thread')} and ${countOf(load.connections, 'connection')}, ${before}.`,
    },
    { preset: 'own', title: 'Own values', text: 'Start from what stands below, and change it.' },
  ]
}

function presetTime(preset: Preset, { draft, experiment }: DraftDesk): string {
  const values = presetValues(preset, experiment) ?? draft
  const { totalMs } = durationOf({ ...draft, paths: values.paths }, loadOf(values.load))
  return Number.isNaN(totalMs) ? '' : `about ${roughDuration(totalMs)}`
}

/** The sum that leads to the total time, term by term. */
function Total({ desk: { draft } }: { desk: DraftDesk }): ReactNode {
  const load = loadOf(draft.load)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, load)
  const leadIn = load.leadIn.kind === 'load' ? `${duration(load.leadIn.seconds * 1000)} lead-in + ` : ''
  const { rounds } = loadFieldsOf(load)
  return (
    <div className="plan-total" aria-live="polite">
      {Number.isNaN(totalMs) ? (
        <p>The total time is known once every field holds a number that fits.</p>
      ) : (
        <>
          <p>
            <strong>About {roughDuration(totalMs)}</strong> from start to result.
          </p>
          <p className="small muted figures">
            {countOf(draft.scenarios.length, 'scenario')} × {countOf(draft.paths.length, 'path')} ×{' '}
            {countOf(rounds ?? 0, 'round')} = {countOf(trials, 'trial')} of {leadIn}
            {duration(load.durationSec * 1000)} = {duration(measureMs)}, about {roughDuration(deployMs)} to
            deploy, and a moment between trials.
          </p>
        </>
      )}
    </div>
  )
}
