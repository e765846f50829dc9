import type { Aws } from './clients.ts'

/** What a deployment was in its account: everything that it made is found by one of these. */
export interface Traces {
  deploymentId: string
  /** Null where it never came to a VPC. */
  vpcId: string | null
  /** ARN of each stack, or its name where it never had one. */
  stacks: readonly string[]
  /** The ids that AWS gave to the resources, as the stacks listed them. */
  resources: readonly string[]
}

/** One question to one service. */
export interface Question {
  service: string
  how: string
  /** Whose word this is in ARNs: service and type of resource, such as `ec2:instance`. */
  covers: string
  /** Names what is there and should not be. */
  ask: (aws: Aws) => Promise<string[]>
}

/**
 * Whose word an ARN is, in the words of `Question.covers`: `arn:aws:ec2:…:instance/i-1` → `ec2:instance`, `arn:aws:apigateway:…::/restapis/abc/stages/x`
 * → `apigateway:restapis`. Source: AWS General Reference, "ARN format".
 */
export function coverOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':')
  const [type = ''] = rest.join(':').replace(/^\//, '').split(/[:/]/)
  return `${service}:${type}`
}

/** The texts that `textOf` gives for the items of all pages; undefined leaves one out. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
  textOf: (item: Item) => string | undefined,
): Promise<string[]> {
  const found: string[] = []
  for await (const page of pages) found.push(...(itemsOf(page) ?? []).flatMap((item) => textOf(item) ?? []))
  return found
}
