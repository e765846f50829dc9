import type { Aws } from './clients.ts'

/** What a deployment has left in its account: one of these finds everything that it created. */
export interface Traces {
  deploymentId: string
  /** Null where it never had a VPC. */
  vpcId: string | null
  /** ARN of each stack, or its name where it never had one. */
  stacks: readonly string[]
  /** AWS's ids of the resources, as the stacks listed them. */
  resources: readonly string[]
}

/** One question to one service. */
export interface Question {
  service: string
  how: string
  /** The resources that this question settles, as service and type in ARNs, such as `ec2:instance`. */
  covers: string
  /** Names what is there and should not be. */
  ask: (aws: Aws) => Promise<string[]>
}

/**
 * Which question settles an ARN, as in `Question.covers`: `arn:aws:ec2:…:instance/i-1` → `ec2:instance`,
 * `arn:aws:apigateway:…::/restapis/abc/stages/x` → `apigateway:restapis`. Source: AWS General Reference,
 * "ARN format".
 */
export function coverOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':')
  const [type = '', kind = ''] = rest.join(':').replace(/^\//, '').split(/[:/]/)
  // A listener goes with its load balancer, and those of version 2 are asked for apart.
  const isVersion2 = ['app', 'net', 'gwy'].includes(kind) && service === 'elasticloadbalancing'
  return `${service}:${isVersion2 ? `loadbalancer/${kind}` : type}`
}

/**
 * Whether a text names a resource by AWS's id for it, and not another whose name contains that id: the load
 * balancer `sluice-d1` is not in `sluice-d1-lambda-256`.
 */
export function namesIt(text: string, physicalId: string): boolean {
  if (physicalId === '') return false
  // The id of an application load balancer is its ARN; its interfaces name the end of that, `ELB app/a/1`.
  const id = /:loadbalancer\/(.+)$/.exec(physicalId)?.[1] ?? physicalId
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + id.length)]
    if (!around.some((letter) => /[\w-]/.test(letter))) return true
  }
  return false
}
