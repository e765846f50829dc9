import { dnsSuffix } from '../resources/names.ts'
import type { World } from '../world.ts'

/** Every pseudo parameter that a template may name. */
export const pseudoParameterNames = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]

/** The pseudo parameters of a stack, by the names that `Ref` uses. */
export function pseudoParameters(
  world: Pick<World, 'accountId' | 'partition'>,
  region: string,
  stack: { id: string; name: string },
): Record<string, string | string[]> {
  return {
    'AWS::AccountId': world.accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': world.partition,
    'AWS::Region': region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': dnsSuffix(world.partition),
  }
}
