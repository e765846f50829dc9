import type { ReactNode } from 'react'
import type { Stack, StackKind } from '../../../shared/deployment.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { countOf } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { statusWords } from './remaining.ts'

const kinds: Record<StackKind, string> = {
  guard: 'Roles and automatic removal',
  base: 'Network',
  backend: 'Origin and load balancer',
  'load-generator': 'Load generator',
  shared: 'Shared by scenarios',
  scenario: 'Scenario',
}

const columnsOf = (scenarios: readonly { id: string; title: string }[]): readonly Column<Stack>[] => [
  { title: 'Name', header: true, cell: (stack) => <code>{stack.name}</code> },
  {
    title: 'Purpose',
    cell: (stack) =>
      stack.scenarioId === null ? (
        kinds[stack.kind]
      ) : (
        <>
          <ScenarioMark id={stack.scenarioId} />{' '}
          {scenarios.find(({ id }) => id === stack.scenarioId)?.title ?? stack.scenarioId}
        </>
      ),
  },
  {
    title: 'Status',
    cell: (stack) => <Badge tone={toneOf(stack.status)}>{statusWords(stack.status)}</Badge>,
  },
]

/** The stacks by name, collapsed: most of the time their number is enough. */
export function StackList({
  stacks,
  scenarios,
  open,
}: {
  stacks: readonly Stack[]
  scenarios: readonly { id: string; title: string }[]
  open: boolean
}): ReactNode {
  if (stacks.length === 0) return null
  return (
    <details open={open} className="stack-list">
      <summary>{countOf(stacks.length, 'stack')}</summary>
      <Table caption="Stacks" columns={columnsOf(scenarios)} rows={stacks} rowKey={(stack) => stack.name} />
    </details>
  )
}

function toneOf(status: string): Tone {
  if (status.includes('FAILED') || status.includes('ROLLBACK')) return 'bad'
  if (status.endsWith('IN_PROGRESS')) return 'accent'
  return status === 'CREATE_COMPLETE' ? 'good' : 'neutral'
}
