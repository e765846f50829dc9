import type { InvokeFromMethod } from '../traffic/rest-api.ts'
import type { LambdaFunctions } from './functions.ts'
import type { FunctionPermissions } from './permissions.ts'
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
