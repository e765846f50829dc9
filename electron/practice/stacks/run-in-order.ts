/**
 * Runs a task for each id as soon as those for all its prerequisites have succeeded, as many at a time as
 * that allows. A task answers whether it succeeded; what comes after one that did not is never started. No
 * new task starts once `goOn` answers false. Prerequisites that are not among the ids count as done. Tasks
 * must not throw.
 */
export async function runInOrder(
  ids: readonly string[],
  prerequisites: (id: string) => readonly string[],
  task: (id: string) => Promise<boolean>,
  goOn: () => boolean,
): Promise<void> {
  const waiting = new Set(ids)
  const unfinished = new Set(ids)
  const running = new Map<string, Promise<void>>()
  for (;;) {
    for (const id of goOn() ? [...waiting] : []) {
      if (prerequisites(id).some((other) => unfinished.has(other))) continue
      waiting.delete(id)
      running.set(id, run(id))
    }
    if (running.size === 0) return
    await Promise.race(running.values())
  }

  async function run(id: string): Promise<void> {
    const succeeded = await task(id)
    running.delete(id)
    if (succeeded) unfinished.delete(id)
  }
}
