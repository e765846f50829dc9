import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'
import { noErrors, type ToolResult } from './tool-result.ts'

type Counts = Pick<ToolResult, 'requests' | 'goodRequests' | 'errors' | 'statusCodes'>

/**
 * Answers, good ones and errors from the number of answers by status code. From 400 on an answer is an
 * error, as wrk counts it.
 * @param failed requests that got no answer
 * @throws AppError `invalid-input` for what is no status code
 */
export function fromStatusCodes(
  { name }: Pick<ImportFile, 'name'>,
  codes: Readonly<Record<string, number>>,
  failed: { timeout?: number; other: number },
): Counts {
  const strange = Object.keys(codes).find((code) => !/^[1-9]\d\d$/.test(code))
  if (strange !== undefined) throw refused(name, `${JSON.stringify(strange.slice(0, 20))} is no status code`)
  const all = Object.entries(codes)
  const sum = (some: readonly (readonly [string, number])[]): number =>
    some.reduce((total, [, count]) => total + count, 0)
  const status = sum(all.filter(([code]) => Number(code) >= 400))
  const requests = sum(all)
  return {
    requests,
    goodRequests: requests - status,
    errors: { ...noErrors, timeout: failed.timeout ?? 0, status, ...otherErrors(failed.other) },
    statusCodes: Object.fromEntries(all),
  }
}

/** Errors whose cause is not told; left out where there are none. */
export function otherErrors(count: number): { other?: number } {
  return count === 0 ? {} : { other: count }
}
