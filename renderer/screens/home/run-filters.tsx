import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { RunFilter } from '../../../shared/run-search.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface RunFiltersProps {
  filter: RunFilter
  experiments: readonly Experiment[]
  /** The titles of accounts that occur. */
  accounts: readonly string[]
  onChange: (filter: RunFilter) => void
}

export function RunFilters({ filter, experiments, accounts, onChange }: RunFiltersProps): ReactNode {
  return (
    <search className="run-filters">
      <TextField
        type="search"
        label="Search"
        placeholder="Name, notes, tags, scenario, date…"
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <Select
        label="Experiment"
        value={filter.experimentId}
        options={[
          { value: '', label: 'All experiments' },
          ...experiments.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(experimentId) => onChange({ ...filter, experimentId })}
      />
      <Select
        label="Account"
        value={filter.account}
        options={[
          { value: '', label: 'All accounts' },
          ...accounts.map((title) => ({ value: title, label: title })),
        ]}
        onChange={(account) => onChange({ ...filter, account })}
      />
    </search>
  )
}
