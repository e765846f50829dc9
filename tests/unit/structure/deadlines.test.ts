import { expect, test } from 'vitest'
import { readSource, sourceFiles } from './source-tree.ts'

/** Every file that waits in a loop for something else, and what ends the wait. A new one is added here. */
const deadlines: Readonly<Record<string, RegExp>> = {
  'electron/engine/aws/patience.ts': /performance\.now\(\) - beganMs >= patienceMs/,
  'electron/engine/aws/role-ready.ts': /attempt === tries/,
  'electron/engine/aws/shell.ts': /performance\.now\(\) > untilMs\) return undefined/,
  'electron/engine/aws/sso-sign-in.ts': /performance\.now\(\) > untilMs/,
  'electron/engine/aws/stacks.ts': /performance\.now\(\) > untilMs\) throw tooLong/,
  'electron/engine/aws/tolerance.ts': /attempt >= tries/,
  'electron/engine/deployments/await-interfaces.ts': /performance\.now\(\) > untilMs/,
  // No loop: one pause.
  'electron/engine/deployments/lease.ts': /await delay\(renewMs \+ 500\)/,
  'electron/engine/deployments/readiness.ts': /performance\.now\(\) > untilMs/,
  'electron/engine/deployments/receipt.ts': /attempt === tries/,
  'electron/engine/deployments/remove-stacks.ts': /attempt === deleteAttempts/,
  'electron/engine/runs/follow-run.ts': /performance\.now\(\) > overdueMs/,
  'electron/engine/runs/function-times.ts': /performance\.now\(\) > deadlineMs/,
}

const folders = ['aws', 'accounts', 'preflight', 'deployments', 'runs'].map(
  (name) => `electron/engine/${name}`,
)
const waitsInALoop = (source: string): boolean =>
  /\b(for \(|while \()/.test(source) && /\bawait delay\(/.test(source)

test('every wait of the engine has a deadline', () => {
  const waiting = sourceFiles(...folders).filter((file) => waitsInALoop(readSource(file)))
  expect(waiting.toSorted()).toEqual(Object.keys(deadlines).toSorted())
  for (const [file, deadline] of Object.entries(deadlines)) expect(readSource(file), file).toMatch(deadline)
})

test('every request of the SDK has a deadline', () => {
  const makers = sourceFiles('electron/engine').filter((file) => /new \w*Client\(/.test(readSource(file)))
  expect(makers.toSorted()).toEqual([
    'electron/engine/aws/clients.ts',
    'electron/engine/aws/sdk-handlers.ts',
    'electron/engine/aws/sso-sign-in.ts',
  ])
  for (const file of makers)
    expect(readSource(file), file).toMatch(/requestHandler(:| =) (createRequestHandler|\{)/)
  expect(readSource('electron/engine/aws/sdk-handlers.ts')).toMatch(/throwOnRequestTimeout: true/)
})
