import type { ReactNode } from 'react'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'

/** Which path the charts below show; nothing where there is only one. */
export function PathChoice({
  paths,
  value,
  onChange,
}: {
  paths: readonly string[]
  value: string
  onChange: (path: string) => void
}): ReactNode {
  if (paths.length < 2) return null
  const options = paths.map((path) => ({ value: path, label: path }))
  return paths.length > 5 ? (
    <Select label="Path" value={value} options={options} onChange={onChange} />
  ) : (
    <Segmented label="Path" value={value} options={options} onChange={onChange} />
  )
}
