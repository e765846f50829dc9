import type { ResourceType, World } from '../world.ts'
import { parseTemplate } from './parse-template.ts'
import { createResources } from './stack-creation.ts'
import { deleteResources } from './stack-deletion.ts'
import type { StackRecord } from './stack-record.ts'
import { closing, resumeResources, type ResourceWork } from './stack-resource-work.ts'
import type { StackShelf } from './stack-shelf.ts'

/** After which a document that could not be written is written again. */
const saveAgainMs = 500

interface RunningOperation {
  controller: AbortController
  done: Promise<void>
}

/**
 * Carries out the operations on stacks. Each step is written before it is announced, so that an operation
 * can be interrupted anywhere.
 */
export class StackRunner {
  readonly #world: World
  readonly #types: ReadonlyMap<string, ResourceType>
  readonly #shelf: StackShelf
  /** By the id of the stack. */
  readonly #running = new Map<string, RunningOperation>()
  #isClosed = false

  constructor(world: World, types: ReadonlyMap<string, ResourceType>, shelf: StackShelf) {
    this.#world = world
    this.#types = types
    this.#shelf = shelf
  }

  /**
   * Starts or continues what the stack's status says is in progress. An operation that still runs on the
   * stack is aborted and waited for first.
   */
  start(stack: StackRecord): void {
    if (this.#isClosed) return
    const previous = this.#running.get(stack.id)
    previous?.controller.abort('given up for another operation')
    const controller = new AbortController()
    const done = (previous?.done ?? Promise.resolve())
      .then(() => this.#operate(stack, controller.signal))
      .catch((thrown: unknown) =>
        this.#world.log('error', 'A stack operation broke off.', {
          stack: stack.name,
          reason: String(thrown),
        }),
      )
      .finally(() => {
        if (this.#running.get(stack.id)?.controller === controller) this.#running.delete(stack.id)
      })
    this.#running.set(stack.id, { controller, done })
  }

  /** After a restart: brings the live resources back, then continues everything that was in progress. */
  async resume(): Promise<void> {
    const never = new AbortController().signal
    for (const stack of this.#shelf.all()) await resumeResources(this.#workOn(stack, never))
    for (const stack of this.#shelf.all()) if (stack.status.endsWith('_IN_PROGRESS')) this.start(stack)
  }

  /** Resolves once no operation runs. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done))
  }

  /** Stops all operations where they are, for a later account to continue. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const { controller } of this.#running.values()) controller.abort(closing)
    await this.settled()
  }

  async #operate(stack: StackRecord, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const work = this.#workOn(stack, signal)
    if (stack.status === 'CREATE_IN_PROGRESS')
      await createResources(work, parseTemplate(this.#shelf.templateText(stack)))
    // Not else: a creation that failed continues as a rollback or a deletion.
    if (stack.status === 'ROLLBACK_IN_PROGRESS' || stack.status === 'DELETE_IN_PROGRESS')
      await deleteResources(work)
  }

  #workOn(stack: StackRecord, signal: AbortSignal): ResourceWork {
    return { world: this.#world, types: this.#types, stack, save: () => this.#save(stack), signal }
  }
  /**
   * An operation goes on while a document cannot be written (the disk is full, too many files are open): what
   * is so is in memory, and is written as soon as that works.
   */
  #save(stack: StackRecord): void {
    try {
      this.#shelf.save(stack)
    } catch (thrown) {
      const details = { stack: stack.name, reason: String(thrown) }
      this.#world.log('error', 'A stack could not be saved; Sluice tries again.', details)
      setTimeout(() => !this.#isClosed && this.#save(stack), saveAgainMs).unref()
    }
  }
}
