import type { ReactNode } from 'react'
import { NumberField } from '../../ui/number-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Term } from '../../ui/term.tsx'
import type { LoadFields } from './presets.ts'
import type { DraftDesk } from './use-draft.ts'
import './load.css'

type NumberName = Exclude<keyof LoadFields, 'leadIn'>

interface Explained {
  name: NumberName
  label: string
  unit?: string
  max: number
  hint: ReactNode
}

const times: readonly Explained[] = [
  {
    name: 'rounds',
    label: 'Rounds',
    max: 100,
    hint: (
      <>
        How often every scenario is measured on every path. Only with several <Term id="round">rounds</Term>{' '}
        can chance be told from a difference.
      </>
    ),
  },
  {
    name: 'durationSec',
    label: 'Duration of a trial',
    unit: 's',
    max: 3600,
    hint: (
      <>
        How long the load lasts in each <Term id="trial">trial</Term>. Longer ones vary less.
      </>
    ),
  },
]

const widths: readonly Explained[] = [
  {
    name: 'connections',
    label: 'Connections',
    max: 10_000,
    hint: (
      <>
        Kept open over all threads, each with one request at a time: the next is sent when the last is
        answered (a <Term id="closed-loop">closed loop</Term>).
      </>
    ),
  },
  {
    name: 'threads',
    label: 'Threads',
    max: 256,
    hint: (
      <>
        <Term id="thread">Threads</Term> of wrk that share the connections evenly.
      </>
    ),
  },
]

/** The numbers of a load, each with what it means. Changing one makes the values the person's own. */
export function LoadFieldset({ desk }: { desk: DraftDesk }): ReactNode {
  const { load } = desk.draft
  return (
    <>
      <fieldset className="plan-fields">
        <legend>How long</legend>
        <div className="plan-grid">
          {times.map((one) => (
            <LoadNumber key={one.name} {...one} desk={desk} />
          ))}
          <div className="field">
            <Segmented
              label="Before each trial"
              value={load.leadIn}
              options={[
                { value: 'load', label: 'Full load' },
                { value: 'one-request', label: 'One request' },
              ]}
              onChange={(leadIn) => desk.change({ kind: 'load', load: { leadIn } })}
            />
            <p className="field-hint">
              What comes first and is not counted, so that nothing is cold: a stretch of load (
              <Term id="lead-in">lead-in</Term>), or one request per scenario and path.
            </p>
          </div>
          {load.leadIn === 'load' ? (
            <LoadNumber
              name="leadInSec"
              label="Lead-in"
              unit="s"
              max={60}
              hint="How long it lasts, before every trial."
              desk={desk}
            />
          ) : null}
        </div>
      </fieldset>
      <fieldset className="plan-fields">
        <legend>How much</legend>
        <div className="plan-grid">
          {widths.map((one) => (
            <LoadNumber key={one.name} {...one} desk={desk} />
          ))}
        </div>
      </fieldset>
    </>
  )
}

function LoadNumber({ name, label, unit, max, hint, desk }: Explained & { desk: DraftDesk }): ReactNode {
  return (
    <NumberField
      label={label}
      hint={hint}
      error={desk.faults.load[name] ?? null}
      value={desk.draft.load[name]}
      min={name === 'leadInSec' ? 0 : 1}
      max={max}
      step={1}
      {...(unit === undefined ? {} : { unit })}
      onChange={(value) => desk.change({ kind: 'load', load: { [name]: value } })}
    />
  )
}
