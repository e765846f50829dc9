import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from './files-case.ts'
import type { CaseEnvironment } from './lay-out-case.ts'

/**
 * What botocore, which the AWS CLI reads its files with, answers to each case.
 * @throws where no Python has it, saying how to get it
 */
export function readWithBotocore(cases: readonly CaseEnvironment[]): Promise<Answer[]> {
  const child = spawn(pythonWithBotocore(), [join(import.meta.dirname, 'botocore-reads.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 60_000,
  })
  child.stdin.end(JSON.stringify(cases))
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => void pieces.push(piece))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Answer[])
        : reject(new Error(`botocore-reads.py ended with exit code ${code}.`)),
    )
  })
}

/** Python of PATH, else the one that `.ci/run` has made for cfn-lint. */
function pythonWithBotocore(): string {
  const ofCi = 'node_modules/.cache/cfn-lint/bin/python'
  const pythons = ['python3', ...(existsSync(ofCi) ? [ofCi] : [])]
  const found = pythons.find((python) => spawnSync(python, ['-c', 'import botocore']).status === 0)
  if (found !== undefined) return found
  const pinned = /^botocore==.*$/m.exec(readFileSync('.ci/requirements.txt', 'utf8'))?.[0] ?? 'botocore'
  throw new Error(`botocore cannot be imported by python3. Install it with: pip install '${pinned}'`)
}
