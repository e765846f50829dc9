import { randomUUID } from 'node:crypto'
import type { Json, JsonObject, Operation, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { newStack, requiredCapability, templateBody, textList } from './create-request.ts'
import { textOf } from './json-text.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './parse-template.ts'
import { stackRole } from './passed-roles.ts'
import {
  describeEvent,
  describeResource,
  describeStack,
  summarizeResource,
  summarizeStack,
  visibleResources,
} from './stack-descriptions.ts'
import { stackPage } from './stack-pages.ts'
import { setStackStatus } from './stack-record.ts'
import type { StackRecord } from './stack-record.ts'
import type { StackRunner } from './stack-runner.ts'
import type { StackShelf } from './stack-shelf.ts'

const eventsPerPage = 100

/**
 * The CloudFormation API, over stacks that the runner works on. Changes are kept before the call is
 * answered; the work goes on after it.
 */
export function cloudFormationService(world: World, shelf: StackShelf, runner: StackRunner): Service {
  const existing = (input: JsonObject, region: string): StackRecord => {
    const name = textOf(input['StackName'])
    const stack = shelf.find(name, region)
    if (stack === undefined) throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`)
    return stack
  }

  const createStack: Operation = (input, { region }) => {
    const same = shelf.find(textOf(input['StackName']), region)
    const token = textOf(input['ClientRequestToken'])
    if (same !== undefined) {
      if (token !== '' && same.createToken === token)
        return { StackId: same.id, OperationId: same.operation.id }
      throw new ServiceError('AlreadyExistsException', `Stack [${same.name}] already exists`)
    }
    const { stack, templateText } = newStack(world, input, region)
    setStackStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated')
    shelf.add(stack, templateText)
    runner.start(stack)
    return { StackId: stack.id, OperationId: stack.operation.id }
  }

  const deleteStack: Operation = (input, { region }) => {
    const stack = shelf.find(textOf(input['StackName']), region)
    // As on AWS: deleting what is not there, or is on its way out, is no error.
    if (stack === undefined || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS')
      return {}
    const retain = textList(input['RetainResources'])
    const force = textOf(input['DeletionMode']) === 'FORCE_DELETE_STACK'
    const express = isExpress(input['DeploymentConfig'], world.faults().noExpressMode)
    checkRetained(stack, retain, force)
    const roleArn = textOf(input['RoleARN']) || stack.roleArn
    stackRole(world, roleArn)
    stack.roleArn = roleArn
    stack.operation = { id: randomUUID(), token: textOf(input['ClientRequestToken']), retain, force, express }
    setStackStatus(stack, 'DELETE_IN_PROGRESS', 'User Initiated')
    shelf.save(stack)
    runner.start(stack)
    return {}
  }

  return {
    name: 'cloudformation',
    protocol: 'query',
    version: '2010-05-15',
    operations: {
      CreateStack: createStack,
      DeleteStack: deleteStack,
      DescribeStacks(input, { region }) {
        const one = input['StackName'] === undefined ? undefined : existing(input, region)
        const all = shelf
          .all()
          .filter((stack) => stack.region === region && stack.status !== 'DELETE_COMPLETE')
        const { shown, more } =
          one === undefined
            ? stackPage(all.toReversed(), textOf(input['NextToken']))
            : { shown: [one], more: {} }
        return { Stacks: shown.map(describeStack), ...more }
      },
      DescribeStackEvents(input, { region }) {
        const stack = existing(input, region)
        // A token is the number of older events, so that newer ones do not shift the pages.
        const end =
          input['NextToken'] === undefined
            ? stack.events.length
            : tokenNumber(input['NextToken'], stack.events.length)
        const start = Math.max(0, end - eventsPerPage)
        const events = stack.events.slice(start, end).toReversed()
        return {
          StackEvents: events.map((event) => describeEvent(stack, event)),
          ...(start > 0 ? { NextToken: String(start) } : {}),
        }
      },
      ListStackResources: (input, { region }) => ({
        StackResourceSummaries: visibleResources(existing(input, region)).map(summarizeResource),
      }),
      DescribeStackResources(input, { region }) {
        const stack = existing(input, region)
        const logicalId = textOf(input['LogicalResourceId'])
        const chosen = visibleResources(stack).filter(
          (resource) => logicalId === '' || resource.logicalId === logicalId,
        )
        return { StackResources: chosen.map((resource) => describeResource(stack, resource)) }
      },
      ListStacks(input, { region }) {
        const wanted = textList(input['StackStatusFilter'])
        const found = shelf
          .all()
          .filter(
            (stack) => stack.region === region && (wanted.length === 0 || wanted.includes(stack.status)),
          )
        const { shown, more } = stackPage(found.toReversed(), textOf(input['NextToken']))
        return { StackSummaries: shown.map(summarizeStack), ...more }
      },
      GetTemplate: (input, { region }) => ({
        TemplateBody: shelf.templateText(existing(input, region)),
        StagesAvailable: ['Original', 'Processed'],
      }),
      GetTemplateSummary(input, { region }) {
        const text =
          input['StackName'] === undefined ? templateBody(input) : shelf.templateText(existing(input, region))
        const template = parseTemplate(text)
        const types = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))]
        return { ...templateFacts(template), ResourceTypes: types }
      },
      ValidateTemplate: (input) => templateFacts(parseTemplate(templateBody(input))),
    },
  }
}

function templateFacts(template: Template): JsonObject {
  const capability = requiredCapability(template)
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
    ...(capability === undefined
      ? {}
      : { CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM]' }),
  }
}

/** Source: CloudFormation API reference, DeploymentConfig. */
function isExpress(config: Json | undefined, unknown: boolean): boolean {
  if (config === undefined) return false
  if (unknown) throw new ServiceError('ValidationError', 'DeploymentConfig is not supported in this Region.')
  const mode = textOf((config as JsonObject)['Mode'])
  if (mode === 'EXPRESS' || mode === 'STANDARD') return mode === 'EXPRESS'
  throw new ServiceError(
    'ValidationError',
    `1 validation error detected: Value '${mode}' at 'deploymentConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]`,
  )
}

function checkRetained(stack: StackRecord, retain: string[], force: boolean): void {
  if ((retain.length > 0 || force) && stack.status !== 'DELETE_FAILED')
    throw new ServiceError(
      'ValidationError',
      `Invalid operation on stack [${stack.name}]. Resources can be retained, or the deletion forced, only in the DELETE_FAILED state`,
    )
  const wrong = retain.filter(
    (id) =>
      !stack.resources.some((resource) => resource.logicalId === id && resource.status === 'DELETE_FAILED'),
  )
  if (wrong.length > 0)
    throw new ServiceError(
      'ValidationError',
      `The specified resources to retain must be in a valid state. Do not specify following resources : [${wrong.join(', ')}]`,
    )
}

function tokenNumber(token: Json, length: number): number {
  const number = Number(token)
  if (!Number.isInteger(number) || number < 1 || number > length)
    throw new ServiceError('ValidationError', 'The NextToken is invalid')
  return number
}
