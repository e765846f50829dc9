import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { memoryParameter } from './template-contract.ts'

/** What a scenario needs in a run: its function with the memory that was chosen, where it can be. */
export function chosenNeeds(
  { id, needs }: Pick<Scenario, 'id' | 'needs'>,
  { conditions }: Pick<Run, 'conditions'>,
): Scenario['needs'] {
  const memory = conditions?.options[id]?.[memoryParameter]
  if (memory === undefined) return needs
  return needs.map((need) => (need.kind === 'function' ? { ...need, memoryMb: Number(memory) } : need))
}
