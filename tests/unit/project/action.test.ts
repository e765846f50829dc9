import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../structure/source-tree.ts'

interface Step {
  if?: string
  uses?: string
  run?: string
  shell?: string
  env?: Record<string, string>
}
interface Action {
  inputs: Record<string, { description: string; default?: string; required?: boolean }>
  runs: { using: string; steps: Step[] }
}

const text = readFileSync(join(root, 'action.yml'), 'utf8')
const action = parse(text) as Action
const { steps } = action.runs

describe('action.yml', () => {
  test('is composite, and names a shell for everything that it runs', () => {
    expect(action.runs.using).toBe('composite')
    expect(steps.filter(({ run, shell }) => (run === undefined) !== (shell === undefined))).toEqual([])
  })

  test('uses every input that it has, and no other', () => {
    const used = [...text.matchAll(/\binputs\.([a-z-]+)/g)].map(([, name = '']) => name)
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(action.inputs).toSorted())
  })

  test('gives no input to a shell but by its environment', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })

  test('uploads the report and tears down whatever happens', () => {
    const always = steps.filter((step) => step.if === 'always()')
    expect(always.some(({ uses }) => uses?.startsWith('actions/upload-artifact@'))).toBe(true)
    expect(always.at(-1)?.run).toMatch(/teardown --all$/)
    expect(steps.at(-1)).toBe(always.at(-1))
  })
})

describe('the step that judges', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-action-'))
    mkdirSync(join(folder, 'tools'))
    // In place of Node: keeps the arguments of the run, writes files, and ends as a gate that is violated.
    writeFileSync(
      join(folder, 'tools', 'node'),
      `#!/bin/sh\n[ "$2" = run ] || { echo '<html>'; exit 0; }\nprintf '%s\\n' "$@" > '${folder}/asked'\n` +
        `echo '### Gate' > '${folder}/report/summary.md'\n` +
        `echo '{}' > '${folder}/report/run.json'\nexit 99\n`,
    )
    chmodSync(join(folder, 'tools', 'node'), 0o755)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function judge(given: Record<string, string>) {
    const file = (name: string): string => join(folder, name)
    const environment = {
      PATH: `${file('tools')}:${process.env['PATH']}`,
      GITHUB_ACTION_PATH: '/action',
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('page'),
      EXPERIMENT: 'proxy-2017',
      ACCOUNT: 'practice',
      ACCOUNT_ID: '',
      REGION: '',
      FAIL_IF: '',
      STRICT: 'false',
      BASELINE: '',
      BESIDE: '',
      ARGUMENTS: '',
      FOLDER: file('report'),
      ...given,
    }
    const { status, stderr } = spawnSync('bash', [join(root, 'scripts', 'gate-action.sh')], {
      env: environment,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const read = (name: string): string => readFileSync(file(name), 'utf8')
    expect(read('report/report.html')).toBe('<html>\n')
    return { status, asked: read('asked').trim().split('\n'), output: read('output'), page: read('page') }
  }

  test('hands on its inputs as they are, the exit code, and the summary', () => {
    const injected = '$(touch /tmp/x); `id` "\' *'
    const { status, asked, output, page } = judge({
      FAIL_IF: `http-proxy.share < 20%\n\n  \n${injected}\n`,
      ACCOUNT: 'environment',
      ACCOUNT_ID: '123456789012',
      REGION: 'eu-west-1',
      STRICT: 'true',
      BASELINE: 'a b.json\nc.json',
      BESIDE: 'd.json',
      ARGUMENTS: '--scenario\nelb',
    })
    expect([status, output, page]).toEqual([99, 'exit-code=99\n', '### Gate\n'])
    const report = join(folder, 'report')
    expect(asked).toEqual(
      [
        ['/action/bin/sluice.mjs', 'run', 'proxy-2017', '--account', 'environment'],
        [
          '--json',
          `${report}/run.json`,
          '--junit',
          `${report}/gate.xml`,
          '--summary',
          `${report}/summary.md`,
        ],
        ['--account-id', '123456789012', '--region', 'eu-west-1', '--strict'],
        ['--fail-if', 'http-proxy.share < 20%', '--fail-if', injected],
        ['--baseline', 'a b.json', '--baseline', 'c.json', '--beside', 'd.json', '--scenario', 'elb'],
      ].flat(),
    )
  })

  test('leaves out what is not given', () => {
    const { asked } = judge({ FAIL_IF: 'elb.rate < 1' })
    expect(asked.slice(-2)).toEqual(['--fail-if', 'elb.rate < 1'])
    expect(asked).not.toContain('--strict')
    expect(asked).not.toContain('--account-id')
  })
})
