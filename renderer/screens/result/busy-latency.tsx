import { type ReactNode, useState } from 'react'
import type { Result } from '../../../shared/result.ts'
import { LatencyCard } from './latency-card.tsx'

/** Latency with all connections busy, on one path at a time. */
export function BusyLatency({ result }: { result: Result }): ReactNode {
  const { paths } = result.run
  const [path, setPath] = useState(paths[0] ?? '/')
  return <LatencyCard result={result} path={path} onPath={setPath} />
}
