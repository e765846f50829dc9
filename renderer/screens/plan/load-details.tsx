import { useState, type ReactNode } from 'react'
import { faultAt, type Field } from '../../../shared/faults.ts'
import { loadLimits } from '../../../shared/load-limits.ts'
import { roundsText } from '../../../shared/load-text.ts'
import { isWholeWithin } from '../../../shared/number-rules.ts'
import { roundsWithin } from '../../../shared/presets.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { countOf } from '../../ui/format.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Term } from '../../ui/term.tsx'
import { FieldFault } from './field-fault.tsx'
import { loadOf } from './load-fields.ts'
import { PathChoice } from './path-choice.tsx'
import { faultySteps } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

type NumberName = 'threads' | 'connections' | 'durationSec' | 'rounds' | 'leadInSec'

interface LoadNumberField {
  name: NumberName
  label: string
  unit?: string
  hint: ReactNode
}

const durationField: LoadNumberField = {
  name: 'durationSec',
  label: 'Duration of a trial',
  unit: 's',
  hint: (
    <>
      How long the load lasts in each <Term id="trial">trial</Term>. Longer trials vary less.
    </>
  ),
}

const widths: readonly LoadNumberField[] = [
  {
    name: 'connections',
    label: 'Connections',
    hint: (
      <>
        Kept open, in total over all threads. Each sends its next request when the last is answered: a{' '}
        <Term id="closed-loop">closed loop</Term>.
      </>
    ),
  },
  {
    name: 'threads',
    label: 'Threads',
    hint: (
      <>
        <Term id="thread">Threads</Term> of wrk. They share the connections evenly.
      </>
    ),
  },
]

/** Everything that a preset sets, folded away until it is of interest. Changing it leaves the preset. */
export function LoadDetails({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, faults } = editor
  const [opened, setOpened] = useState(false)
  const faulty = faultySteps(faults).includes('load')
  const load = loadOf(draft.load)
  return (
    <details
      className="card"
      open={opened || faulty || draft.preset === null}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        <h2>Details</h2>{' '}
        <span className="small muted">
          {faulty ? '' : `${draft.paths.join(', ')}; ${roundsText(load)}, `}
          {faulty ? '' : countOf(load.connections, 'connection')}
        </span>
      </summary>
      <div className="plan-details">
        <RoundFields editor={editor} />
        <TrialFields editor={editor} />
        <WidthFields editor={editor} />
        <PathChoice editor={editor} />
      </div>
    </details>
  )
}

function RoundFields({ editor }: { editor: DraftEditor }): ReactNode {
  const { load } = editor.draft
  return (
    <fieldset className="plan-fields">
      <legend>How often</legend>
      <div className="plan-grid">
        <Segmented
          label="The run ends"
          value={load.untilSure ? 'sure' : 'exactly'}
          options={[
            { value: 'sure', label: 'When it is sure' },
            { value: 'exactly', label: 'After all rounds' },
          ]}
          onChange={(ends) => editor.change({ kind: 'load', load: endsWith(ends === 'sure', editor) })}
          hint={
            <>
              It takes several <Term id="round">rounds</Term> to tell a difference from chance.
            </>
          }
        />
        <LoadNumber
          name="rounds"
          label={load.untilSure ? 'Rounds at most' : 'Rounds'}
          hint="How often each scenario is measured on each path."
          editor={editor}
        />
      </div>
      <Checkbox
        label="Measure latency at light load"
        hint={
          'One connection, in every round: what a request takes while nothing else is asked. Under full ' +
          'load latency only tells how busy the connections are.'
        }
        checked={load.light}
        onChange={(light) => editor.change({ kind: 'load', load: { light } })}
      />
      <FieldFault faults={editor.faults} field="load.light" />
    </fieldset>
  )
}

/** A run until sure needs more rounds than one that only looks. */
function endsWith(untilSure: boolean, { draft }: DraftEditor): { untilSure: boolean; rounds?: number } {
  const { rounds } = draft.load
  if (!untilSure || isWholeWithin(rounds ?? Number.NaN, loadLimits.roundsUntilSure)) return { untilSure }
  const load = loadOf({ ...draft.load, untilSure })
  return { untilSure, rounds: roundsWithin({ ...draft, load }) }
}

function TrialFields({ editor }: { editor: DraftEditor }): ReactNode {
  const { load } = editor.draft
  return (
    <fieldset className="plan-fields">
      <legend>How long</legend>
      <div className="plan-grid">
        <LoadNumber {...durationField} editor={editor} />
        <Segmented
          label="Before each trial"
          value={load.leadIn}
          options={[
            { value: 'load', label: 'Full load' },
            { value: 'one-request', label: 'One request' },
          ]}
          onChange={(leadIn) => editor.change({ kind: 'load', load: { leadIn } })}
          hint={
            <>
              Warms everything up and is not counted: either full load (the <Term id="lead-in">lead-in</Term>
              ), or one request per scenario and path.
            </>
          }
        />
        {load.leadIn === 'load' ? (
          <LoadNumber
            name="leadInSec"
            label="Lead-in"
            unit="s"
            hint="How long it lasts before each trial."
            editor={editor}
          />
        ) : null}
      </div>
    </fieldset>
  )
}

function WidthFields({ editor }: { editor: DraftEditor }): ReactNode {
  return (
    <fieldset className="plan-fields">
      <legend>How much</legend>
      <div className="plan-grid">
        {widths.map((one) => (
          <LoadNumber key={one.name} {...one} editor={editor} />
        ))}
      </div>
      <Checkbox
        label="Spread connections over all addresses"
        hint={
          'A balancer or gateway has several addresses, and clients use them all. wrk alone would use only ' +
          'the first, as it did in 2017.'
        }
        checked={editor.draft.load.spread}
        onChange={(spread) => editor.change({ kind: 'load', load: { spread } })}
      />
    </fieldset>
  )
}

const fields: Record<NumberName, Field> = {
  rounds: 'load.rounds',
  durationSec: 'load.durationSec',
  connections: 'load.connections',
  threads: 'load.threads',
  leadInSec: 'load.leadIn.seconds',
}

function LoadNumber({
  name,
  label,
  unit,
  hint,
  editor,
}: LoadNumberField & { editor: DraftEditor }): ReactNode {
  return (
    <NumberField
      label={label}
      hint={hint}
      error={faultAt(editor.faults, fields[name])}
      value={editor.draft.load[name]}
      {...limitsOf(name, editor.draft.load.untilSure)}
      step={1}
      {...(unit === undefined ? {} : { unit })}
      onChange={(value) => editor.change({ kind: 'load', load: { [name]: value } })}
    />
  )
}

function limitsOf(name: NumberName, untilSure: boolean): { min: number; max: number } {
  return name === 'rounds' && untilSure ? loadLimits.roundsUntilSure : loadLimits[name]
}
