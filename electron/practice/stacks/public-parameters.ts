import { createHash } from 'node:crypto'

/**
 * The public SSM parameters under `/aws/service/ami-amazon-linux-latest/` that the practice account knows,
 * by name → architecture.
 */
const images: Record<string, 'x86_64' | 'arm64'> = Object.fromEntries(
  (['x86_64', 'arm64'] as const).flatMap((architecture) =>
    [
      'al2023-ami-kernel-default',
      'al2023-ami-kernel-6.1',
      'al2023-ami-minimal-kernel-default',
      'al2023-ami-minimal-kernel-6.1',
    ].map((image) => [`/aws/service/ami-amazon-linux-latest/${image}-${architecture}`, architecture]),
  ),
)

/**
 * The value of a public parameter: an image id, the same each time in a Region. Undefined for an unknown
 * name.
 */
export function publicParameter(name: string, region: string): string | undefined {
  if (images[name] === undefined) return undefined
  return `ami-0${createHash('sha256').update(`${region}${name}`).digest('hex').slice(0, 16)}`
}

/**
 * The architecture of an image that `publicParameter` gave in this Region; undefined for an image that does
 * not exist there.
 */
export function imageArchitecture(imageId: string, region: string): 'x86_64' | 'arm64' | undefined {
  const name = Object.keys(images).find((name) => publicParameter(name, region) === imageId)
  return name === undefined ? undefined : images[name]
}
