import type { Service, World } from '../world.ts'

/**
 * AWS Config, as far as the app asks: whether a recorder is on. There is none, unless the fault
 * `configRecorder` says so. Source: AWS Config API reference, "DescribeConfigurationRecorderStatus".
 */
export function configService(world: Pick<World, 'faults'>): Service {
  return {
    name: 'config',
    protocol: 'json-1.1',
    version: 'StarlingDoveService',
    operations: {
      DescribeConfigurationRecorderStatus: () => ({
        ConfigurationRecordersStatus: world.faults().configRecorder
          ? [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }]
          : [],
      }),
    },
  }
}
