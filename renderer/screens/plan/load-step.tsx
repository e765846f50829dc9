import type { ReactNode } from 'react'
import type { Experiment, Load } from '../../../shared/experiment.ts'
import { count, countOf, duration, roughDuration } from '../../ui/format.ts'
import { durationOf } from './duration.ts'
import { LoadFieldset } from './load-fieldset.tsx'
import { OptionCard } from './option-card.tsx'
import { PathChoice } from './path-choice.tsx'
import { loadFieldsOf, loadOf, presetValues, presetTitle, quickLoad, type Preset } from './presets.ts'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

/** How much load, for how long, and how often. */
export function LoadStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment } = editor
  return (
    <>
      <fieldset className="plan-choices across">
        <legend className="visually-hidden">Load</legend>
        {presets(experiment).map(({ preset, title, text }) => (
          <OptionCard
            key={preset}
            name="preset"
            title={title}
            note={presetTime(preset, editor)}
            checked={draft.preset === preset}
            onChoose={() => editor.change({ kind: 'preset', preset })}
          >
            <p>{text}</p>
          </OptionCard>
        ))}
      </fieldset>
      <PathChoice editor={editor} />
      <LoadFieldset editor={editor} />
      <Total editor={editor} />
    </>
  )
}

function presets(experiment: Experiment): { preset: Preset; title: string; text: string }[] {
  const { load, paths } = experiment
  const { load: quick } = quickLoad(experiment)
  const before =
    load.leadIn.kind === 'one-request'
      ? 'one request beforehand'
      : `${duration(load.leadIn.seconds * 1000)} of lead-in`
  return [
    {
      preset: 'quick',
      title: presetTitle('quick', experiment),
      text: `One path, ${roundsOf(quick)}: a first look.`,
    },
    {
      preset: 'published',
      title: presetTitle('published', experiment),
      text:
        `${count(paths.length)} paths, ${roundsOf(load)} ` +
        `with ${countOf(load.threads, 'thread')} and ${countOf(load.connections, 'connection')}, ${before}.`,
    },
    {
      preset: 'own',
      title: presetTitle('own', experiment),
      text: 'Start from the values below and change them.',
    },
  ]
}

function roundsOf({ rounds, durationSec }: Load): string {
  return `${countOf(rounds, 'round')} of ${duration(durationSec * 1000)}`
}

function presetTime(preset: Preset, { draft, experiment }: DraftEditor): string {
  const values = presetValues(preset, experiment) ?? draft
  const { totalMs } = durationOf({ ...draft, paths: values.paths }, loadOf(values.load))
  return Number.isNaN(totalMs) ? '' : `about ${roughDuration(totalMs)}`
}

/** The sum that leads to the total time, term by term. */
function Total({ editor: { draft } }: { editor: DraftEditor }): ReactNode {
  const load = loadOf(draft.load)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, load)
  const leadIn = load.leadIn.kind === 'load' ? `${duration(load.leadIn.seconds * 1000)} lead-in + ` : ''
  const { rounds } = loadFieldsOf(load)
  return (
    <div className="plan-total" aria-live="polite">
      {Number.isNaN(totalMs) ? (
        <p>The total time appears here once every field has a valid number.</p>
      ) : (
        <>
          <p>
            <strong>About {roughDuration(totalMs)}</strong> from start to result.
          </p>
          <p className="small muted figures">
            {countOf(draft.scenarios.length, 'scenario')} × {countOf(draft.paths.length, 'path')} ×{' '}
            {countOf(rounds ?? 0, 'round')} = {countOf(trials, 'trial')} of {leadIn}
            {duration(load.durationSec * 1000)} = {duration(measureMs)}. Deploying takes about{' '}
            {roughDuration(deployMs)} more.
          </p>
        </>
      )}
    </div>
  )
}
