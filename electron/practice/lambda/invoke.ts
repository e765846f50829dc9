import type { InvokeFromMethod } from '../resources/api-gateway/rest-api.ts'
import type { LambdaFunctions } from '../resources/lambda/functions.ts'
import type { FunctionPermissions } from '../resources/lambda/permissions.ts'
import type { LambdaPool } from './pool.ts'

/** Invokes functions for methods of API Gateway, if their permissions allow it. */
export function invokeFunctions(
  functions: LambdaFunctions,
  pool: LambdaPool,
  permissions: FunctionPermissions,
): InvokeFromMethod {
  return async (functionArn, sourceArn, event) => {
    const settings = functions.settingsOf(functionArn)
    if (settings === undefined) return { kind: 'not-found' }
    if (!permissions.mayInvoke(functionArn, sourceArn)) return { kind: 'not-permitted' }
    return pool.invoke(settings, event)
  }
}
