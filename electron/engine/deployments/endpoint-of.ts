import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Catalog } from '../catalog.ts'
import { sharedClosure } from '../shared-closure.ts'
import { pinOf } from './listener-certificate.ts'
import { outputsOf } from './stack-plan.ts'

/** Where a scenario is reached. */
export interface Endpoint {
  /** Without a path. */
  url: string
  /**
   * The public key of its self-signed certificate, as curl pins it: no other certificate is accepted. Null
   * where the certificate is one that everybody trusts, or where there is none.
   */
  pin: string | null
}

/** @throws AppError `internal` where no stack has the address */
export function endpointOf(catalog: Catalog, { stacks }: Deployment, scenarioId: string): Endpoint {
  const scenario = catalog.scenario(scenarioId)
  const url = outputsOf(stacks, scenarioId)[scenario.urlOutput]
  if (url === undefined)
    throw new AppError(
      'internal',
      `No stack has the output ${scenario.urlOutput} that scenario ${scenarioId} is reached by.`,
    )
  const used = sharedClosure(catalog.sharedStacks, scenario.stacks).map(({ id }) => id)
  const own = stacks.filter(
    (stack) => stack.scenarioId === scenarioId || (stack.sharedId !== null && used.includes(stack.sharedId)),
  )
  const certificate = own.findLast(({ outputs }) => outputs['CertificateBody'] !== undefined)
  return { url, pin: certificate ? pinOf(certificate.outputs['CertificateBody'] ?? '') : null }
}
