/**
 * Path, still encoded, and decoded query of a request line. Verifying and routing both read a request by this
 * function, so what runs is what was signed.
 */
export function readTarget(target: string): { path: string; query: URLSearchParams } {
  const question = target.indexOf('?')
  if (question < 0) return { path: target, query: new URLSearchParams() }
  return { path: target.slice(0, question), query: new URLSearchParams(target.slice(question + 1)) }
}
