import type { ReactNode } from 'react'
import { faultAt, type Field } from '../../../shared/faults.ts'
import { loadLimits } from '../../../shared/load-limits.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Term } from '../../ui/term.tsx'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

type NumberName = 'threads' | 'connections' | 'durationSec' | 'rounds' | 'leadInSec'

interface LoadNumberField {
  name: NumberName
  label: string
  unit?: string
  hint: ReactNode
}

const times: readonly LoadNumberField[] = [
  {
    name: 'rounds',
    label: 'Rounds',
    hint: (
      <>
        How often each scenario is measured on each path. It takes several <Term id="round">rounds</Term> to
        tell a difference from chance.
      </>
    ),
  },
  {
    name: 'durationSec',
    label: 'Duration of a trial',
    unit: 's',
    hint: (
      <>
        How long the load lasts in each <Term id="trial">trial</Term>. Longer trials vary less.
      </>
    ),
  },
]

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

/** The numbers of a load, each with what it means. Changing one leaves the preset. */
export function LoadFieldset({ editor }: { editor: DraftEditor }): ReactNode {
  const { load } = editor.draft
  return (
    <>
      <fieldset className="plan-fields">
        <legend>How long</legend>
        <div className="plan-grid">
          {times.map((one) => (
            <LoadNumber key={one.name} {...one} editor={editor} />
          ))}
          <div className="field">
            <Segmented
              label="Before each trial"
              value={load.leadIn}
              options={[
                { value: 'load', label: 'Full load' },
                { value: 'one-request', label: 'One request' },
              ]}
              onChange={(leadIn) => editor.change({ kind: 'load', load: { leadIn } })}
            />
            <p className="field-hint">
              Warms everything up and is not counted: either full load (the <Term id="lead-in">lead-in</Term>
              ), or one request per scenario and path.
            </p>
          </div>
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
      <fieldset className="plan-fields">
        <legend>How much</legend>
        <div className="plan-grid">
          {widths.map((one) => (
            <LoadNumber key={one.name} {...one} editor={editor} />
          ))}
        </div>
      </fieldset>
    </>
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
      {...loadLimits[name]}
      step={1}
      {...(unit === undefined ? {} : { unit })}
      onChange={(value) => editor.change({ kind: 'load', load: { [name]: value } })}
    />
  )
}
