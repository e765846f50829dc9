import { DescribeConfigurationRecorderStatusCommand } from '@aws-sdk/client-config-service'
import type { Aws } from './clients.ts'

/** Whether AWS Config records the changes of resources in this Region. */
export async function isRecording({ config }: Aws): Promise<boolean> {
  const { ConfigurationRecordersStatus = [] } = await config.send(
    new DescribeConfigurationRecorderStatusCommand({}),
  )
  return ConfigurationRecordersStatus.some(({ recording }) => recording === true)
}
