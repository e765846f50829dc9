import type { ReactNode } from 'react'
import type { Experiment, Load } from '../../../shared/experiment.ts'
import { quickLoad } from '../../../shared/quick-choices.ts'
import { count, countOf, duration, roughDuration } from '../../ui/format.ts'
import { durationOf } from './duration.ts'
import { LoadFieldset } from './load-fieldset.tsx'
import { OptionCard } from './option-card.tsx'
import { PathChoice } from './path-choice.tsx'
import { loadFieldsOf, loadOf, presetValues, presetTitle, type Preset } from './presets.ts'
import { faultySteps } from './steps.ts'
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
  return [
    {
      preset: 'quick',
      title: presetTitle('quick', experiment),
      text: `One path, ${roundsOf(quick)}, ${beforehand(quick)}: a first look.`,
    },
    {
      preset: 'published',
      title: presetTitle('published', experiment),
      text:
        `${count(paths.length)} paths, ${roundsOf(load)} ` +
        `with ${countOf(load.threads, 'thread')} and ${countOf(load.connections, 'connection')}, ` +
        `${beforehand(load)}.`,
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

/** What precedes each trial. */
function beforehand({ leadIn }: Load): string {
  return leadIn.kind === 'one-request'
    ? 'one request beforehand'
    : `${duration(leadIn.seconds * 1000)} of lead-in`
}

/** How long a preset takes; nothing while a number that it depends on is wrong. */
function presetTime(preset: Preset, { draft, experiment, faults }: DraftEditor): string {
  const fixed = presetValues(preset, experiment)
  if (faultySteps(faults).some((step) => fixed === null || step !== 'load')) return ''
  const values = fixed ?? draft
  const { totalMs } = durationOf({ ...draft, paths: values.paths }, loadOf(values.load))
  return `about ${roughDuration(totalMs)}`
}

/** The sum that leads to the total time, term by term. */
function Total({ editor: { draft, faults } }: { editor: DraftEditor }): ReactNode {
  const load = loadOf(draft.load)
  const { trials, measureMs, deployMs, totalMs } = durationOf(draft, load)
  const leadIn = load.leadIn.kind === 'load' ? `${duration(load.leadIn.seconds * 1000)} lead-in + ` : ''
  const { rounds } = loadFieldsOf(load)
  return (
    <div className="plan-total" aria-live="polite">
      {faults.length > 0 ? (
        <p>The total time appears here once nothing in the plan needs a correction.</p>
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
