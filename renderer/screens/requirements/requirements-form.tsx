import type { ReactNode } from 'react'
import { faultAt, type Field } from '../../../shared/faults.ts'
import { requirementLimits } from '../../../shared/requirement-rules.ts'
import { mustHaves, mustHaveTitles } from '../../../shared/scenario-facts.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { countOf } from '../../ui/format.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import type { RequirementEditor } from './use-requirements.ts'
import './requirements.css'

/** What a person requires: traffic, a latency, must-haves, and what the costs are reckoned with. */
export function RequirementsForm({ editor }: { editor: RequirementEditor }): ReactNode {
  return (
    <div className="requirements">
      <Traffic editor={editor} />
      <Latency editor={editor} />
      <MustHaves editor={editor} />
      <Details editor={editor} />
    </div>
  )
}

type Part = (props: { editor: RequirementEditor }) => ReactNode

const Traffic: Part = ({ editor }) => (
  <div className="requirement-row">
    <Numeric name="millionsPerMonth" label="Requests a month" unit="million" editor={editor} />
    <Numeric name="peakPerSec" label="At the peak" unit="per second" editor={editor} />
  </div>
)

const Latency: Part = ({ editor: { fields, faults, change } }) => (
  <div className="requirement-row">
    <Segmented
      label="Latency that must hold"
      value={fields.latencyOf}
      options={[
        { value: 'none', label: 'None' },
        { value: 'added', label: 'Added' },
        { value: 'total', label: 'In total' },
      ]}
      onChange={(latencyOf) => change({ latencyOf })}
    />
    {fields.latencyOf === 'none' ? null : (
      <>
        <NumberField
          label={fields.latencyOf === 'added' ? 'Added to the baseline, at most' : 'In total, at most'}
          unit="ms"
          value={fields.latencyMs}
          {...requirementLimits.latencyMs}
          error={faultAt(faults, 'requirements.latency.ms')}
          onChange={(latencyMs) => change({ latencyMs })}
        />
        <Segmented
          label="For"
          value={fields.percentile}
          options={[
            { value: 'p50', label: 'p50' },
            { value: 'p90', label: 'p90' },
          ]}
          onChange={(percentile) => change({ percentile })}
        />
      </>
    )}
  </div>
)

const MustHaves: Part = ({ editor: { fields, change } }) => (
  <details>
    <summary>Must-haves: {fields.mustHaves.length === 0 ? 'none' : fields.mustHaves.length}</summary>
    <fieldset className="requirement-checks">
      <legend className="visually-hidden">Must-haves</legend>
      {mustHaves.map((id) => (
        <Checkbox
          key={id}
          label={mustHaveTitles[id]}
          checked={fields.mustHaves.includes(id)}
          onChange={(checked) =>
            change({
              mustHaves: mustHaves.filter((one) => (one === id ? checked : fields.mustHaves.includes(one))),
            })
          }
        />
      ))}
    </fieldset>
  </details>
)

const Details: Part = ({ editor }) => {
  const { fields, faults, change } = editor
  const faulty = (['answerBytes', 'serviceMs', 'requestsPerConnection'] as const).some(
    (name) => faultAt(faults, fieldNames[name]) !== null,
  )
  return (
    <details open={faulty || undefined}>
      <summary>Your service and its answers: {serviceText(fields)}</summary>
      <div className="requirement-grid">
        <Numeric
          name="serviceMs"
          label="Your service takes"
          unit="ms"
          hint="Empty: as long as the origin of the run. Added milliseconds are the same before any service."
          editor={editor}
        />
        <Numeric
          name="answerBytes"
          label="An answer has"
          unit="bytes"
          hint="With its headers. Empty: as in the run."
          editor={editor}
        />
        <Numeric
          name="requestsPerConnection"
          label="Requests per connection"
          hint="How many a client sends before it opens another."
          editor={editor}
        />
        <Checkbox
          label="Subtract the free tier"
          hint="What AWS gives every account each month for good, if nothing else in yours uses it."
          checked={fields.freeTier}
          onChange={(freeTier) => change({ freeTier })}
        />
      </div>
    </details>
  )
}

function serviceText({ serviceMs, answerBytes, freeTier }: RequirementEditor['fields']): string {
  const given = [
    ...(serviceMs === null ? [] : [`${serviceMs} ms`]),
    ...(answerBytes === null ? [] : [countOf(answerBytes, 'byte')]),
  ]
  return `${given.length === 0 ? 'as in the run' : given.join(', ')}${freeTier ? ', free tier' : ''}`
}

const fieldNames = {
  millionsPerMonth: 'requirements.requestsPerMonth',
  peakPerSec: 'requirements.peakPerSec',
  answerBytes: 'requirements.answerBytes',
  serviceMs: 'requirements.serviceMs',
  requestsPerConnection: 'requirements.requestsPerConnection',
} as const satisfies Record<string, Field>

function Numeric({
  name,
  label,
  unit,
  hint,
  editor: { fields, faults, change },
}: {
  name: keyof typeof fieldNames
  label: string
  unit?: string
  hint?: string
  editor: RequirementEditor
}): ReactNode {
  return (
    <NumberField
      label={label}
      value={fields[name]}
      min={0}
      error={faultAt(faults, fieldNames[name])}
      {...(unit === undefined ? {} : { unit })}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => change({ [name]: value })}
    />
  )
}
