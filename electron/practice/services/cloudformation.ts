import { textList, textOf } from '../json-values.ts'
import { newStack, requiredCapability, templateBody } from '../stacks/create-request.ts'
import { newDeletion } from '../stacks/delete-request.ts'
import { parseTemplate, type Template } from '../stacks/parse-template.ts'
import {
  describeEvent,
  describeStack,
  summarizeResource,
  summarizeStack,
  visibleResources,
} from '../stacks/stack-descriptions.ts'
import { setStackStatus, type StackRecord } from '../stacks/stack-record.ts'
import type { StackRunner } from '../stacks/stack-runner.ts'
import type { StackShelf } from '../stacks/stack-shelf.ts'
import type { Call, JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { validationError } from '../stacks/validation-error.ts'
import { newestPageOf, nextPage } from './page.ts'

/** What the operations work with: stacks on a shelf, and who works on them. */
interface Parts {
  world: World
  shelf: StackShelf
  runner: StackRunner
}

const pages = { usual: 100, most: 100, invalid: 'ValidationError' }

/**
 * The CloudFormation API, over stacks that the runner works on. Changes are kept before the call is
 * answered; the work goes on after it.
 */
export function cloudFormationService(world: World, shelf: StackShelf, runner: StackRunner): Service {
  const parts: Parts = { world, shelf, runner }
  return {
    name: 'cloudformation',
    protocol: 'query',
    version: '2010-05-15',
    operations: {
      CreateStack: (input, call) => createStack(parts, input, call),
      DeleteStack: (input, call) => deleteStack(parts, input, call),
      DescribeStacks: (input, call) => describeStacks(shelf, input, call),
      DescribeStackEvents: (input, call) => describeStackEvents(shelf, input, call),
      ListStackResources: (input, call) => ({
        StackResourceSummaries: visibleResources(stackNamedIn(shelf, input, call)).map(summarizeResource),
      }),
      ListStacks: (input, call) => listStacks(shelf, input, call),
      ValidateTemplate: (input) => templateFacts(parseTemplate(templateBody(input))),
    },
  }
}

/** A repeated call with the same token creates one stack. */
function createStack({ world, shelf, runner }: Parts, input: JsonObject, call: Call): JsonObject {
  const { region } = call
  const existing = shelf.find(textOf(input['StackName']), region)
  const token = textOf(input['ClientRequestToken'])
  if (existing !== undefined) {
    if (token !== '' && existing.createToken === token)
      return { StackId: existing.id, OperationId: existing.operation.id }
    throw new ServiceError('AlreadyExistsException', `Stack [${existing.name}] already exists`)
  }
  const { stack, templateText } = newStack(world, input, call)
  setStackStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated')
  shelf.add(stack, templateText)
  runner.start(stack)
  return { StackId: stack.id, OperationId: stack.operation.id }
}

function deleteStack(
  { world, shelf, runner }: Parts,
  input: JsonObject,
  { region, callerId }: Call,
): JsonObject {
  const stack = shelf.find(textOf(input['StackName']), region)
  // As on AWS: deleting what does not exist, or is being deleted, is no error.
  if (stack === undefined || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS')
    return {}
  if (stack.status === 'ROLLBACK_IN_PROGRESS')
    throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`)
  Object.assign(stack, newDeletion(world, stack, input), callerId === undefined ? {} : { callerId })
  setStackStatus(stack, 'DELETE_IN_PROGRESS', 'User Initiated')
  shelf.save(stack)
  runner.start(stack)
  return {}
}

/** One stack by its name, or those that have not been deleted, newest first. */
function describeStacks(shelf: StackShelf, input: JsonObject, call: Call): JsonObject {
  if (input['StackName'] !== undefined) return { Stacks: [describeStack(stackNamedIn(shelf, input, call))] }
  const live = stacksIn(shelf, call.region).filter(({ status }) => status !== 'DELETE_COMPLETE')
  const { items, next } = newestPageOf(live, { token: input['NextToken'] }, pages)
  return { Stacks: items.map(describeStack), ...nextPage('NextToken', next) }
}

function describeStackEvents(shelf: StackShelf, input: JsonObject, call: Call): JsonObject {
  const stack = stackNamedIn(shelf, input, call)
  const { items, next } = newestPageOf(stack.events, { token: input['NextToken'] }, pages)
  return { StackEvents: items.map((event) => describeEvent(stack, event)), ...nextPage('NextToken', next) }
}

function listStacks(shelf: StackShelf, input: JsonObject, { region }: Call): JsonObject {
  const wanted = textList(input['StackStatusFilter'])
  const found = stacksIn(shelf, region).filter(({ status }) => wanted.length === 0 || wanted.includes(status))
  const { items, next } = newestPageOf(found, { token: input['NextToken'] }, pages)
  return { StackSummaries: items.map(summarizeStack), ...nextPage('NextToken', next) }
}

function stacksIn(shelf: StackShelf, region: string): StackRecord[] {
  return shelf.all().filter((stack) => stack.region === region)
}

/** @throws ServiceError `ValidationError` when there is no such stack */
function stackNamedIn(shelf: StackShelf, input: JsonObject, { region }: Call): StackRecord {
  const name = textOf(input['StackName'])
  const stack = shelf.find(name, region)
  if (stack === undefined) throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`)
  return stack
}

function templateFacts(template: Template): JsonObject {
  const capability = requiredCapability(template)
  const reason = 'The following resource(s) require capabilities: [AWS::IAM]'
  return {
    ...(template.Description === undefined ? {} : { Description: template.Description }),
    Parameters: Object.entries(template.Parameters).map(([key, parameter]) => ({
      ParameterKey: key,
      ParameterType: parameter.Type,
      NoEcho: String(parameter.NoEcho) === 'true',
      ...(parameter.Default === undefined ? {} : { DefaultValue: String(parameter.Default) }),
      ...(parameter.Description === undefined ? {} : { Description: parameter.Description }),
      ParameterConstraints:
        parameter.AllowedValues === undefined ? {} : { AllowedValues: parameter.AllowedValues.map(String) },
    })),
    Capabilities: capability === undefined ? [] : [capability],
    ...(capability === undefined ? {} : { CapabilitiesReason: reason }),
  }
}
