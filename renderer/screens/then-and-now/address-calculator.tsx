import { type ReactNode, useState } from 'react'
import { addressesOf2017, functionsOf2017, interfacesToday } from '../../../shared/lambda-addresses.ts'
import { count } from '../../ui/format.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { type Column, Table } from '../../ui/table.tsx'

type Size = (typeof functionsOf2017)[number]

/** The connections of the 2017 experiment: the most requests at once. */
const usualPeak = 50
const mostPeak = 1_000_000

function columnsOf(peak: number): readonly Column<Size>[] {
  return [
    { title: 'Memory', header: true, cell: ({ memoryMb }) => `${count(memoryMb)} MB` },
    { title: 'Addresses of its subnets', numeric: true, cell: ({ addresses }) => count(addresses) },
    {
      title: 'Needed in 2017',
      numeric: true,
      cell: (size) => {
        const { needed, suffices } = addressesOf2017(peak, size)
        return suffices ? count(needed) : `${count(needed)}: too many`
      },
    },
    {
      title: 'Enough up to',
      numeric: true,
      cell: (size) => `${count(addressesOf2017(peak, size).mostConcurrency)} at once`,
    },
    { title: 'Needed today', numeric: true, cell: () => count(interfacesToday) },
  ]
}

/** The formula of 2017, for the three functions of the post. */
export function AddressCalculator(): ReactNode {
  const [typed, setTyped] = useState<number | null>(usualPeak)
  const isValid = typed !== null && typed >= 0 && typed <= mostPeak
  return (
    <div className="address-calculator">
      <NumberField
        label="Requests at once, at their peak"
        hint="The formula of 2017: peak concurrent executions × memory in GB / 1.5 GB"
        error={isValid ? null : `Must be from 0 to ${count(mostPeak)}.`}
        value={typed}
        min={0}
        max={mostPeak}
        step={1}
        onChange={setTyped}
      />
      {isValid ? (
        <Table
          caption="Network interfaces that the functions of 2017 needed then, and need today"
          columns={columnsOf(typed)}
          rows={functionsOf2017}
          rowKey={({ scenarioId }) => scenarioId}
        />
      ) : null}
    </div>
  )
}
