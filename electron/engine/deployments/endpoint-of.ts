import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { pinOf } from '../../platform/self-signed.ts'
import type { Catalog } from '../catalog.ts'
import { sharedClosure } from '../shared-closure.ts'
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
  const outputOfOwn = (name: string): string | undefined =>
    own.findLast(({ outputs }) => outputs[name] !== undefined)?.outputs[name]
  const certificate = outputOfOwn('CertificateBody')
  // An instance that makes its own certificate tells the pin of it.
  return {
    url,
    pin: outputOfOwn('CertificatePin') ?? (certificate === undefined ? null : pinOf(certificate)),
  }
}
