import type { Trial } from './run.ts'

/** Above this share of its processor time the load generator limits the figures (0-1). Rule 13. */
export const busyGenerator = 0.8

/** Whether the load tool itself was at its limit in a trial; false where that was not measured. Rule 13. */
export function isGeneratorLimited({ result }: Trial): boolean {
  return (result?.generatorLoad ?? 0) > busyGenerator
}
