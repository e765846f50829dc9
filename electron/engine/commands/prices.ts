import type { CommandContext, Handlers } from './handlers.ts'

export function priceCommands({ context }: CommandContext): Pick<Handlers, 'prices.get'> {
  return { 'prices.get': ({ account, region }) => context.prices.of(account, region) }
}
