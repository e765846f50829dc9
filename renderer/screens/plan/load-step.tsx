import type { ReactNode } from 'react'
import type { Experiment, Load } from '../../../shared/experiment.ts'
import { roundsText } from '../../../shared/load-text.ts'
import { measuringTime } from '../../../shared/measuring-time.ts'
import { presetPlan, presets, type Preset } from '../../../shared/presets.ts'
import { timeLeftText } from '../../../shared/time-left.ts'
import { allowanceOf } from '../../../shared/trial-time.ts'
import { count, countOf, duration, roughDuration } from '../../ui/format.ts'
import { changeDraft } from './draft.ts'
import { durationOf } from './duration.ts'
import { HowSure } from './how-sure.tsx'
import { LoadDetails } from './load-details.tsx'
import { loadOf, presetTitle } from './load-fields.ts'
import { OptionCard } from './option-card.tsx'
import { RequirementsChoice } from './requirements-choice.tsx'
import { ServiceChoice } from './service-choice.tsx'
import { faultySteps } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

/** A preset, the service it stands for, how sure the result has to be, and the details of the load. */
export function LoadStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment } = editor
  return (
    <>
      <fieldset className="plan-choices across">
        <legend className="visually-hidden">Load</legend>
        {[...presets, null].map((preset) => (
          <OptionCard
            key={preset}
            name="preset"
            title={presetTitle(preset, experiment)}
            note={presetTime(preset, editor)}
            checked={draft.preset === preset}
            onChoose={() => editor.change({ kind: 'preset', preset })}
          >
            <p>{presetText(preset, experiment)}</p>
          </OptionCard>
        ))}
      </fieldset>
      <ServiceChoice editor={editor} />
      <HowSure editor={editor} />
      <LoadDetails editor={editor} />
      <RequirementsChoice experimentId={experiment.id} />
      <Total editor={editor} />
    </>
  )
}

const presetTexts: Record<Exclude<Preset, 'exact'>, string> = {
  quick: 'A first look. Shows large differences only.',
  standard:
    'To decide by. Ends as soon as every scenario is settled, and measures latency at light load too.',
}

function presetText(preset: Preset | null, experiment: Experiment): string {
  if (preset === null) return 'Start from the values below and change them.'
  if (preset !== 'exact') return presetTexts[preset]
  const { load, paths } = presetPlan(preset, experiment, experiment.scenarios)
  const said = `${count(paths.length)} paths, ${roundsText(load)}, ${beforehand(load)}.`
  return experiment.published ? `${said} To set beside its figures.` : said
}

/** What precedes each trial. */
function beforehand({ leadIn }: Load): string {
  return leadIn.kind === 'one-request'
    ? 'one request beforehand'
    : `${duration(leadIn.seconds * 1000)} of lead-in`
}

/** How long a preset takes; nothing while a number that it depends on is wrong. */
function presetTime(preset: Preset | null, { draft, experiment, scenarios, faults }: DraftEditor): string {
  if (faultySteps(faults).some((step) => preset === null || step !== 'load')) return ''
  const { load, ...rest } = changeDraft(draft, { kind: 'preset', preset }, experiment)
  const { total } = durationOf({ ...rest, load: loadOf(load) }, scenarios)
  return Number.isNaN(total.mostMs) ? '' : timeLeftText(total)
}

/** The sum that leads to the total time, term by term. */
function Total({ editor: { draft, scenarios, faults } }: { editor: DraftEditor }): ReactNode {
  const load = loadOf(draft.load)
  const measured = { ...draft, load }
  const takes = durationOf(measured, scenarios)
  const { trialsPerRound, rounds } = measuringTime(measured, allowanceOf(draft.account))
  const most = load.untilSure === null ? '' : 'At most '
  return (
    <div className="plan-total" aria-live="polite">
      {faults.length > 0 ? (
        <p>The total time appears here once nothing in the plan needs a correction.</p>
      ) : (
        <>
          <p>
            From start to result it takes <strong>{timeLeftText(takes.total)}</strong>.
          </p>
          <p className="small muted figures">
            {most}
            {countOf(rounds.most, 'round')} of {countOf(trialsPerRound, 'trial')} ={' '}
            {countOf(takes.trials, 'trial')}, {duration(takes.measureMs)} of load. Deploying takes about{' '}
            {roughDuration(takes.deployMs)} more.
          </p>
        </>
      )}
    </div>
  )
}
