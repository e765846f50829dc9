import type { ReactNode } from 'react'
import type { Scenario } from '../../../shared/scenario.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'

interface ScenarioOptionProps {
  option: Scenario['options'][number]
  value: string
  error: string | null
  onChange: (value: string) => void
}

/** A parameter of a scenario that a person may choose: one of a few words, or a number within bounds. */
export function ScenarioOption({
  option: { title, explanation, allowed },
  value,
  error,
  onChange,
}: ScenarioOptionProps): ReactNode {
  if (!Array.isArray(allowed)) {
    return (
      <NumberField
        label={title}
        hint={explanation}
        error={error}
        value={value === '' ? null : Number(value)}
        min={allowed.min}
        max={allowed.max}
        step={1}
        onChange={(number) => onChange(number === null ? '' : String(number))}
      />
    )
  }
  return (
    <div className="field">
      <Segmented
        label={title}
        value={value}
        options={allowed.map((one) => ({ value: one, label: wordsOf(one) }))}
        onChange={onChange}
      />
      <p className="field-hint">{explanation}</p>
      {error === null ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** `per-request` → `Per request`; `keep-alive` stays a word of the trade, and `c6i.large` a name. */
function wordsOf(value: string): string {
  if (value.includes('.')) return value
  const words = value === 'keep-alive' ? value : value.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
