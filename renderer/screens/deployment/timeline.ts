import type { Stack, StackStep } from '../../../shared/deployment.ts'

/** Whether the stacks are being created or deleted. */
export type Direction = 'create' | 'delete'

/** `stopped`: begun, and abandoned because something else failed or the person cancelled. */
export type LineState = 'waiting' | 'going' | 'done' | 'failed' | 'stopped'

export interface ResourceLine {
  logicalId: string
  type: string
  state: LineState
  startedAtMs: number
  /** Null while it is in progress. */
  endedAtMs: number | null
  /** Why it failed; empty otherwise. */
  reason: string
}

export interface StackLine {
  stack: Stack
  state: LineState
  startedAtMs: number | null
  endedAtMs: number | null
  reason: string
  /** In the order in which they were begun. */
  resources: ResourceLine[]
}

const ownType = 'AWS::CloudFormation::Stack'

/**
 * What the stacks went through in one direction, stack by stack, resource by resource.
 * @param going whether it is still in progress: once it is over, what has not ended never will
 */
export function timelineOf(
  stacks: readonly Stack[],
  steps: readonly StackStep[],
  direction: Direction,
  going: boolean,
): StackLine[] {
  const lines = stacks.map((stack) => stackLine(stack, direction, linesOf(stack, steps, direction)))
  return going ? lines : lines.map((line) => ({ ...stopped(line), resources: line.resources.map(stopped) }))
}

function stopped<L extends { state: LineState; startedAtMs: number | null; endedAtMs: number | null }>(
  line: L,
): L {
  return line.state === 'going' ? { ...line, state: 'stopped', endedAtMs: line.startedAtMs } : line
}

/**
 * The lines of a stack's resources and, under its own name, of the stack itself. What has failed once the
 * stack is being deleted was cut off by that.
 */
function linesOf(stack: Stack, steps: readonly StackStep[], direction: Direction): Map<string, ResourceLine> {
  const lines = new Map<string, ResourceLine>()
  let isCutOff = false
  for (const step of steps) {
    if (step.stack !== stack.name) continue
    const { logicalId, type, atMs, reason, status } = step
    isCutOff ||= type === ownType && status.startsWith('DELETE')
    const before = lines.get(logicalId)
    const after = stateAfter(step, direction, before?.state)
    if (after === null) continue
    const state = isCutOff && direction === 'create' ? cutOff(after) : after
    const startedAtMs = before?.startedAtMs ?? atMs
    const endedAtMs = state === 'going' ? null : atMs
    lines.set(logicalId, { logicalId, type, state, startedAtMs, endedAtMs, reason: reasonOf(state, reason) })
  }
  return lines
}

function cutOff(state: LineState): LineState {
  return state === 'failed' ? 'stopped' : state
}

function reasonOf(state: LineState, reason: string): string {
  return state === 'failed' ? reason : ''
}

/**
 * The state that a step leads to; null for a step of the other direction. What a rollback deletes belongs to
 * the other direction too, but the stack itself has failed when its rollback begins.
 */
function stateAfter(
  { status }: StackStep,
  direction: Direction,
  before: LineState | undefined,
): LineState | null {
  if (direction === 'delete') return status.startsWith('DELETE') ? stateOf(status) : null
  if (status.startsWith('ROLLBACK')) return before === 'failed' ? null : 'failed'
  return status.startsWith('CREATE') ? stateOf(status) : null
}

function stackLine(stack: Stack, direction: Direction, lines: Map<string, ResourceLine>): StackLine {
  const own = lines.get(stack.name)
  const resources = [...lines.values()].filter(
    ({ logicalId, type }) => !(logicalId === stack.name && type === ownType),
  )
  const state = stateFromRow(stack, direction)
  if (own === undefined) return { stack, state, startedAtMs: null, endedAtMs: null, reason: '', resources }
  return { stack, ...withFailureOf(own, resources), resources }
}

/** A stack that is deleted as soon as a part of it has failed never says that it has failed itself. */
function withFailureOf(
  { state, startedAtMs, endedAtMs, reason }: ResourceLine,
  resources: readonly ResourceLine[],
): Pick<StackLine, 'state' | 'startedAtMs' | 'endedAtMs' | 'reason'> {
  const failed = state === 'going' ? resources.find((one) => one.state === 'failed') : undefined
  return {
    state: failed?.state ?? state,
    startedAtMs,
    endedAtMs: failed === undefined ? endedAtMs : failed.endedAtMs,
    reason,
  }
}

function stateOf(status: string): LineState {
  if (status.endsWith('_IN_PROGRESS')) return 'going'
  return status.endsWith('_FAILED') ? 'failed' : 'done'
}

/** The state where no step is known: from the status of the stack alone. */
function stateFromRow({ status }: Stack, direction: Direction): LineState {
  if (direction === 'delete') return status === 'DELETE_COMPLETE' || status === 'PLANNED' ? 'done' : 'waiting'
  return status === 'REQUESTED' || status === 'CREATE_IN_PROGRESS'
    ? 'going'
    : status === 'CREATE_COMPLETE'
      ? 'done'
      : 'waiting'
}

/**
 * From the first step to the last, or to now while something goes on; null before the first. In epoch
 * milliseconds.
 */
export function spanOf(lines: readonly StackLine[], nowMs: number): { fromMs: number; toMs: number } | null {
  const started = lines.flatMap(({ startedAtMs }) => startedAtMs ?? [])
  if (started.length === 0) return null
  const ended = lines.flatMap(({ startedAtMs, endedAtMs }) =>
    startedAtMs === null ? [] : [endedAtMs ?? nowMs],
  )
  return { fromMs: Math.min(...started), toMs: Math.max(...ended, Math.min(...started) + 1000) }
}
