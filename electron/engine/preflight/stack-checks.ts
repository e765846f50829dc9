import { liveStacks } from '../aws/live-stacks.ts'
import { templateMistake } from '../aws/templates.ts'
import { failed, ok, warning, type AccountCheck } from './account-check.ts'

/** The longest template that CloudFormation takes in a request. */
const longestTemplateBytes = 51_200

export const templatesCheck: AccountCheck = {
  name: 'templates',
  async ask(aws, { templates }) {
    const mistakes: string[] = []
    for (const { file, body } of templates) {
      if (Buffer.byteLength(body) > longestTemplateBytes)
        mistakes.push(`${file} is longer than the 51,200 bytes that CloudFormation accepts`)
      const mistake = await templateMistake(aws, body)
      if (mistake !== null) mistakes.push(`${file}: ${mistake}`)
    }
    return mistakes.length === 0
      ? ok(`CloudFormation accepts all ${templates.length}.`)
      : failed(
          mistakes.join('; '),
          'If you have changed the templates, undo the change. Otherwise report this: it is a bug in Sluice.',
        )
  },
}

export const leftoversCheck: AccountCheck = {
  name: 'leftovers',
  async ask(aws, { known }) {
    const ids = new Set((await liveStacks(aws)).map(({ deploymentId }) => deploymentId))
    const foreign = [...ids].filter((id) => !known.has(id))
    return foreign.length === 0
      ? ok('There are no stacks of unknown deployments.')
      : warning(
          `This Region has stacks of ${count(foreign.length)} unknown here: ${foreign.join(', ')}.`,
          'A sweep of the account finds and removes them.',
        )
  },
}

const count = (deployments: number): string =>
  deployments === 1 ? 'a deployment' : `${deployments} deployments`
