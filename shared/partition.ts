/** How a partition of AWS names its things. */
export interface Partition {
  /** The second part of every ARN. */
  name: string
  /** The domain of its endpoints. */
  dnsSuffix: string
  /** The domain of its console. */
  console: string
  /** The Region in which IAM answers. */
  iamRegion: string
}

const usual: Partition = {
  name: 'aws',
  dnsSuffix: 'amazonaws.com',
  console: 'console.aws.amazon.com',
  iamRegion: 'us-east-1',
}

/**
 * By what the names of their Regions begin with. Sources: AWS General Reference, "Amazon Resource Names";
 * GovCloud and China user guides, console addresses; "Identity and Access Management endpoints".
 */
const others: readonly [start: string, partition: Partition][] = [
  [
    'us-gov-',
    {
      name: 'aws-us-gov',
      dnsSuffix: 'amazonaws.com',
      console: 'console.amazonaws-us-gov.com',
      iamRegion: 'us-gov-west-1',
    },
  ],
  [
    'cn-',
    {
      name: 'aws-cn',
      dnsSuffix: 'amazonaws.com.cn',
      console: 'console.amazonaws.cn',
      iamRegion: 'cn-north-1',
    },
  ],
]

/** The partition that a Region belongs to. */
export function partitionOf(region: string): Partition {
  return others.find(([start]) => region.startsWith(start))?.[1] ?? usual
}

/** Where the console shows the events of a stack. */
export function stackConsoleUrl(region: string, stackArn: string): string {
  const page = `#/stacks/events?stackId=${encodeURIComponent(stackArn)}`
  return `https://${region}.${partitionOf(region).console}/cloudformation/home?region=${region}${page}`
}
