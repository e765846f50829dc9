import { z } from 'zod'
import { isArnLike } from '../../iam/matching.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, yesOrNo } from '../properties.ts'
import type { CreatedResource, JsonObject, ResourceContext, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

const schema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
  FunctionUrlAuthType: z
    .literal('NONE', 'the practice account has URLs without authorization only')
    .optional(),
  InvokedViaFunctionUrl: yesOrNo.optional(),
})

/** AWS::Lambda::Permission: statements of a function's own policy, and what they allow others. */
export class PermissionType implements ResourceType {
  readonly type = 'AWS::Lambda::Permission'
  readonly properties = propertyList(schema)
  readonly #world: World
  /** Function and source that a permission allows: asked for every request, changes only with the records. */
  readonly #allowed = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  async create(raw: JsonObject, { stackName, logicalId }: ResourceContext): Promise<CreatedResource> {
    const { FunctionName: name } = parseProperties(schema, raw)
    const functions = this.#world.resources('AWS::Lambda::Function')
    if (!functions.some((record) => [record.physicalId, record.attributes['Arn']].includes(name))) {
      throw new ResourceError(`Function not found: ${name}`)
    }
    this.#allowed.clear()
    const id = `${stackName}-${logicalId}-${randomText('base36', 12)}`
    return { physicalId: id, attributes: { Id: id } }
  }

  async delete(): Promise<void> {
    this.#allowed.clear()
  }

  /** Whether a method of API Gateway (its execute-api ARN) may invoke a function. */
  mayInvoke(functionArn: string, sourceArn: string): boolean {
    const key = `${functionArn} ${sourceArn}`
    if (this.#allowed.has(key)) return true
    const isAllowed = this.#isAllowed(functionArn, sourceArn)
    // A "no" is not kept: the permission may be recorded a moment after its creation.
    if (isAllowed) this.#allowed.add(key)
    return isAllowed
  }

  /**
   * Whether everybody may invoke a function by its URL. New functions need two statements since October 2025:
   * for the URL, and for the invocation that comes by it. Source: Lambda developer guide, "Control access to
   * Lambda function URLs".
   */
  mayInvokeByUrl(functionArn: string): boolean {
    const key = `${functionArn} url`
    if (this.#allowed.has(key)) return true
    const statements = this.#statementsOf(functionArn).filter(({ Principal }) => Principal === '*')
    const isAllowed =
      statements.some(
        (one) => one.Action === 'lambda:InvokeFunctionUrl' && one.FunctionUrlAuthType === 'NONE',
      ) &&
      statements.some((one) => one.Action === 'lambda:InvokeFunction' && one.InvokedViaFunctionUrl === true)
    if (isAllowed) this.#allowed.add(key)
    return isAllowed
  }

  #statementsOf(functionArn: string): z.infer<typeof schema>[] {
    return this.#world
      .resources('AWS::Lambda::Permission')
      .map(({ properties }) => parseProperties(schema, properties))
      .filter(({ FunctionName }) => [functionArn, functionArn.split(':').at(-1)].includes(FunctionName))
  }

  #isAllowed(functionArn: string, sourceArn: string): boolean {
    const { accountId } = this.#world
    return this.#statementsOf(functionArn).some((permission) => {
      return (
        ['lambda:InvokeFunction', 'lambda:*'].includes(permission.Action) &&
        permission.Principal === 'apigateway.amazonaws.com' &&
        (permission.SourceAccount ?? accountId) === accountId &&
        isArnLike(permission.SourceArn ?? '*:*:*:*:*:*', sourceArn)
      )
    })
  }
}
