import { expect, test } from 'vitest'
import { stopping } from '../../../bench/stopping.ts'

// The bench takes 12,000 experiments; a tenth of them still finds an error of the wrong order.
test('until sure holds its error and its coverage in simulated runs', { timeout: 60_000 }, async () => {
  const findings = await stopping(1_500)
  for (const { name, holds, figures } of findings)
    expect(holds, `${name}: ${JSON.stringify(figures)}`).toBe(true)
  expect(findings).toHaveLength(4)
})
