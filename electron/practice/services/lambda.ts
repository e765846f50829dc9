import { textList, textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, ServiceError, type World } from '../world.ts'
import { foreignNames } from './foreign.ts'
import { nextPage, pageOf } from './page.ts'

/** However many are asked for, AWS answers with 50 at most. */
const pages = { usual: 50, most: 50, invalid: 'InvalidParameterValueException' }

/** Lambda, as far as the app asks: what the account may use, what it does, and which functions there are. */
export function lambdaService(world: World): Service {
  const functionsOf = (region: string): ResourceRecord[] =>
    world.resources('AWS::Lambda::Function').filter((record) => record.region === region)
  const foreignOf = (region: string): JsonObject[] =>
    foreignNames(world, 'functions').map((name) => foreignFunction(world, name, region))
  return {
    name: 'lambda',
    protocol: 'rest-json',
    version: '2015-03-31',
    routes: [
      { method: 'GET', path: '/2016-08-19/account-settings', operation: 'GetAccountSettings' },
      { method: 'GET', path: '/2015-03-31/functions', operation: 'ListFunctions' },
      {
        method: 'GET',
        path: '/2021-10-31/functions/{FunctionName}/urls',
        operation: 'ListFunctionUrlConfigs',
      },
    ],
    operations: {
      GetAccountSettings: (_input, { region }) =>
        accountSettings(world, functionsOf(region), foreignOf(region).length),
      ListFunctions(input, { region }) {
        const all = [
          ...functionsOf(region).map((record) => describeFunction(world, record)),
          ...foreignOf(region),
        ]
        const { items, next } = pageOf(all, { token: input['Marker'], size: input['MaxItems'] }, pages)
        return { Functions: items, ...nextPage('NextMarker', next) }
      },
      ListFunctionUrlConfigs(input, { region }) {
        const named = textOf(input['FunctionName'])
        const found = functionsOf(region).find(({ physicalId, attributes }) =>
          [physicalId, attributes['Arn']].includes(named),
        )
        if (found === undefined)
          throw new ServiceError('ResourceNotFoundException', `Function does not exist: ${named}`, 404)
        const urls = world
          .resources('AWS::Lambda::Url')
          .filter(({ attributes }) => attributes['FunctionArn'] === found.attributes['Arn'])
        const { items, next } = pageOf(
          urls.map(describeUrl),
          { token: input['Marker'], size: input['MaxItems'] },
          pages,
        )
        return { FunctionUrlConfigs: items, ...nextPage('NextMarker', next) }
      },
    },
  }
}

/** What the account may use, and what its functions take of it. */
function accountSettings(world: World, functions: readonly ResourceRecord[], foreign: number): JsonObject {
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
      FunctionCount: functions.length + foreign,
    },
  }
}

function describeFunction(world: World, { physicalId, properties, attributes }: ResourceRecord): JsonObject {
  const network = properties['VpcConfig'] as JsonObject | undefined
  const [SubnetIds, SecurityGroupIds] = [
    textList(network?.['SubnetIds']),
    textList(network?.['SecurityGroupIds']),
  ]
  const logging = properties['LoggingConfig'] as JsonObject | undefined
  const vpcId = textOf(world.resource(SubnetIds[0] ?? '')?.properties['VpcId'])
  return {
    FunctionName: physicalId,
    FunctionArn: textAt(attributes, 'Arn'),
    Runtime: textAt(properties, 'Runtime'),
    Role: textAt(properties, 'Role'),
    Handler: textAt(properties, 'Handler'),
    CodeSize: codeBytes(properties['Code']),
    Description: textAt(properties, 'Description'),
    Timeout: Number(properties['Timeout'] ?? 3),
    MemorySize: Number(properties['MemorySize'] ?? 128),
    Version: '$LATEST',
    PackageType: 'Zip',
    Architectures: properties['Architectures'] ?? ['x86_64'],
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${physicalId}`, ...logging },
    ...(network === undefined ? {} : { VpcConfig: { SubnetIds, SecurityGroupIds, VpcId: vpcId } }),
  }
}

function describeUrl({ attributes }: ResourceRecord): JsonObject {
  return {
    FunctionArn: textAt(attributes, 'FunctionArn'),
    FunctionUrl: textAt(attributes, 'FunctionUrl'),
    AuthType: 'NONE',
    InvokeMode: 'BUFFERED',
    CreationTime: textAt(attributes, '_createdAt'),
    LastModifiedTime: textAt(attributes, '_createdAt'),
  }
}

function foreignFunction({ partition, accountId }: World, name: string, region: string): JsonObject {
  return {
    FunctionName: name,
    FunctionArn: `arn:${partition}:lambda:${region}:${accountId}:function:${name}`,
    Runtime: 'nodejs22.x',
    Role: `arn:${partition}:iam::${accountId}:role/shop`,
    Handler: 'index.handler',
    CodeSize: 1024,
    Timeout: 3,
    MemorySize: 512,
    Version: '$LATEST',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
  }
}

function codeBytes(code: unknown): number {
  const text = (code as { ZipFile?: unknown } | undefined)?.ZipFile
  return typeof text === 'string' ? Buffer.byteLength(text) : 0
}
