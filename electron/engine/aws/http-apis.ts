import { GetApisCommand, GetVpcLinksCommand, type Api, type VpcLink } from '@aws-sdk/client-apigatewayv2'
import type { Aws } from './clients.ts'

/** Every HTTP and WebSocket API of the account in this Region. */
export async function httpApis({ apiGatewayV2 }: Aws): Promise<Api[]> {
  return allOf((page) => apiGatewayV2.send(new GetApisCommand(page)))
}

/** Every VPC link of version 2 of the account in this Region. */
export async function vpcLinks({ apiGatewayV2 }: Aws): Promise<VpcLink[]> {
  return allOf((page) => apiGatewayV2.send(new GetVpcLinksCommand(page)))
}

interface Page<Item> {
  Items?: Item[] | undefined
  NextToken?: string | undefined
}

/** The SDK has no paginators for this service. */
async function allOf<Item>(ask: (page: { NextToken?: string }) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for (let NextToken: string | undefined; ;) {
    const page = await ask(NextToken === undefined ? {} : { NextToken })
    items.push(...(page.Items ?? []))
    if (!page.NextToken) return items
    NextToken = page.NextToken
  }
}
