import type { InvokeFromMethod } from '../resources/api-gateway/rest-api.ts'
import type { FunctionType } from '../resources/lambda/functions.ts'
import type { PermissionType } from '../resources/lambda/permissions.ts'
import type { InvocationLogs } from './invocation-logs.ts'
import { byFunctionUrl } from '../traffic/function-url-gateway.ts'
import type { LambdaPool } from './pool.ts'

/** Invokes functions for methods of API Gateway and for function URLs, if their permissions allow it. */
export function invokeFunctions(
  functions: Pick<FunctionType, 'settingsOf'>,
  pool: LambdaPool,
  permissions: Pick<PermissionType, 'mayInvoke' | 'mayInvokeByUrl'>,
  logs: Pick<InvocationLogs, 'note'>,
): InvokeFromMethod {
  return async (functionArn, sourceArn, event) => {
    const settings = functions.settingsOf(functionArn)
    if (settings === undefined) return { kind: 'not-found' }
    const isPermitted =
      sourceArn === byFunctionUrl
        ? permissions.mayInvokeByUrl(functionArn)
        : permissions.mayInvoke(functionArn, sourceArn)
    if (!isPermitted) return { kind: 'not-permitted' }
    const outcome = await pool.invoke(settings, event)
    logs.note(settings, outcome, Date.now())
    return outcome
  }
}
