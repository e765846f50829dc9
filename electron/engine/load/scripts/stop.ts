import type { LoadTool } from '../load-tool.ts'
import { scriptForRun } from './shell-text.ts'

/**
 * Ends a run gracefully: no further trial, and SIGINT to the recorded load tool, repeatedly because a tool
 * that is just starting ignores it. After five seconds it is killed. Prints `stopped` once the runner is
 * gone.
 */
export function stopScript(runId: string, tool: LoadTool): string {
  return `${scriptForRun(runId)}cd "$dir"
: > stop
tries=0
while pid=$(cat runner.pid 2>/dev/null) && kill -0 "$pid" 2>/dev/null; do
  tries=$((tries + 1))
  signal=INT
  if [ "$tries" -gt 25 ]; then signal=KILL; fi
  if tool=$(cat ${tool.id}.pid 2>/dev/null); then kill -$signal "$tool" 2>/dev/null || true; fi
  if [ "$tries" -gt 50 ]; then echo 'the runner does not end' >&2; exit 1; fi
  sleep 0.2 2>/dev/null || sleep 1
done
echo stopped
`
}

/** Removes everything of a run from the load generator. Fails while its runner lives. */
export function cleanScript(runId: string): string {
  return `${scriptForRun(runId)}
if pid=$(cat "$dir/runner.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null; then
  echo 'the runner is still at work' >&2
  exit 1
fi
rm -rf "$dir"
echo clean
`
}
