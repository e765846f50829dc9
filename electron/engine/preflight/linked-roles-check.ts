import { hasRole } from '../aws/linked-role.ts'
import { linkedRolesOf } from '../deployments/linked-roles.ts'
import { ok, warning, type AccountCheck } from './account-check.ts'

/** The roles of services that the plan's resources need: each is there, or is made with the first of them. */
export const linkedRolesCheck: AccountCheck = {
  name: 'service-linked roles',
  async ask(aws, { templates, deployment: { roleBoundary } }) {
    const types = templates.flatMap(({ resources }) => resources.map(({ type }) => type))
    const needed = linkedRolesOf(types)
    if (needed.length === 0) return ok('The plan needs none.')
    const found = await Promise.all(needed.map(({ name }) => hasRole(aws, name)))
    const missing = needed.filter((_, at) => found[at] === false)
    if (missing.length === 0) return ok(`The account has ${namesOf(needed)}.`)
    const finding = missing
      .map(({ name, madeWith }) => `AWS creates ${name} with the first ${madeWith}, and it stays.`)
      .join(' ')
    return roleBoundary === null
      ? ok(finding)
      : warning(
          finding,
          `The boundary ${roleBoundary} must allow iam:CreateServiceLinkedRole. ` +
            'Otherwise ask an administrator to create the role beforehand.',
        )
  },
}

function namesOf(roles: readonly { name: string }[]): string {
  return roles.map(({ name }) => name).join(' and ')
}
