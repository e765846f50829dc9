import { expect, test } from 'vitest'
import { aDeployment, aStack } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

/** What somebody else wrote in the account: it clears the line, turns the text and adds a line. */
const attack = 'in use\u001b[2K\u001b]0;x\u0007 \u202edenrut\u009b31m\r\nd2: removed. Nothing is left.'
const raw = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u

const failure = { stack: null, resource: null, resources: [], reason: attack, console: null }
const stranded = aDeployment({
  id: 'd1',
  phase: 'stranded',
  failure,
  removalFailure: failure,
  region: 'us-\u202ewest',
  stacks: [aStack({ status: 'DELETE_FAILED' })],
})
const answers = {
  'experiments.list': [],
  'scenarios.list': [],
  'deployments.list': [stranded],
  'deployments.get': stranded,
  'deployments.remove': stranded,
}

test.each([[['deployments']], [['teardown', 'd1']], [['deployments', '--json']]])(
  '%s shows what is in an account without obeying it',
  async (args) => {
    const { stdout, stderr } = await sluice(args, fakeEngine(answers))
    expect(`${stdout}${stderr}`).toContain('in use')
    expect(`${stdout}${stderr}`).not.toMatch(raw)
    expect(`${stdout}${stderr}`).not.toMatch(/^d2: removed/m)
  },
)
