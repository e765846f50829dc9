import { expect, test } from 'vitest'
import { runProgram } from '../../../../electron/engine/aws/credential-process.ts'

const run = (command: string, limitMs: number): Promise<string> =>
  new Promise((resolve, reject) => {
    runProgram(command, (error, output) => (error ? reject(error) : resolve(output?.stdout ?? '')), {
      limitMs,
    })
  })

test('a program gets its time, and no more; what it has started ends with it', async () => {
  expect(await run('echo "{}"', 5_000)).toBe('{}\n')
  const beganMs = performance.now()
  await expect(run('sleep 600 | cat', 200)).rejects.toThrow(/did not end within 0\.2 s/)
  expect(performance.now() - beganMs).toBeLessThan(5_000)
})
