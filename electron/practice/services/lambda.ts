import type { Service, World } from '../world.ts'

/** Lambda, as far as the app asks: what the account may use, and what it does. */
export function lambdaService(world: World): Service {
  return {
    name: 'lambda',
    protocol: 'rest-json',
    version: '2015-03-31',
    routes: [{ method: 'GET', path: '/2016-08-19/account-settings', operation: 'GetAccountSettings' }],
    operations: {
      GetAccountSettings(_input, call) {
        const functions = world.resources('AWS::Lambda::Function').filter(({ region }) => region === call.region)
        const concurrency = world.faults().lambdaConcurrency
        return {
          AccountLimit: {
            TotalCodeSize: 80_530_636_800,
            CodeSizeUnzipped: 262_144_000,
            CodeSizeZipped: 52_428_800,
            ConcurrentExecutions: concurrency,
            // Functions with a reserved concurrency are not understood, so none of it is reserved.
            UnreservedConcurrentExecutions: concurrency,
          },
          AccountUsage: {
            TotalCodeSize: functions.reduce((bytes, { properties }) => bytes + codeBytes(properties['Code']), 0),
            FunctionCount: functions.length,
          },
        }
      },
    },
  }
}

function codeBytes(code: unknown): number {
  const text = (code as { ZipFile?: unknown } | undefined)?.ZipFile
  return typeof text === 'string' ? Buffer.byteLength(text) : 0
}
