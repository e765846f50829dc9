import { request } from '../../platform/node-http.ts'
import { lookupInFile } from '../address-book.ts'
import type { ListenerTask, Target } from './application-load-balancer-settings.ts'
import { afterCheck, unknownHealth, type InstanceHealth } from './instance-health.ts'

type Forward = Extract<ListenerTask, { type: 'forward' }>

/** A target with what its checks have found. */
export interface CheckedTarget extends Target {
  health: InstanceHealth
  /** Whether it has been in service: before, it is not yet a target that has failed. */
  wasInService: boolean
  /** Where it listens, looked up every now and then: for each request it would cost too much. */
  loopbackPort: number | undefined
  /** Requests that it is answering at this moment. */
  outstanding: number
  nextCheckMs: number
}

/** Until a target is in service, and for those that have failed, a person waits for the next check. */
const quickCheckMs = 200

/** The targets of a listener, checked for ever. */
export class Targets {
  readonly #task: Forward
  readonly #place: { addressBookFile: string; vpcId: string }
  #targets: CheckedTarget[] = []
  #turn = 0

  constructor(task: Forward, place: { addressBookFile: string; vpcId: string }) {
    this.#task = task
    this.#place = place
    this.set(task.targets)
    void this.#checkForEver()
  }

  /** The targets that it may reach from now on. Those that it knows keep their health. */
  set(targets: readonly Target[]): void {
    const known = new Map(this.#targets.map((target) => [`${target.host} ${target.port}`, target]))
    this.#targets = targets.map(
      ({ host, port }) =>
        known.get(`${host} ${port}`) ?? {
          host,
          port,
          health: unknownHealth,
          wasInService: false,
          loopbackPort: undefined,
          outstanding: 0,
          nextCheckMs: 0,
        },
    )
  }

  /**
   * The target for the next request: one in service, by turns or the least busy. Where all have failed, any
   * of them: the load balancer fails open. Undefined while none has been in service yet.
   */
  next(): CheckedTarget | undefined {
    const healthy = this.#targets.filter(({ health }) => health.inService)
    const open = healthy.length > 0 ? healthy : this.#targets.filter(({ wasInService }) => wasInService)
    this.#turn += 1
    if (!this.#task.leastOutstanding) return open[this.#turn % Math.max(1, open.length)]
    return open.toSorted((one, other) => one.outstanding - other.outstanding)[0]
  }

  async #checkForEver(): Promise<never> {
    for (;;) {
      for (const target of this.#targets) target.loopbackPort = this.#portOf(target.host, target.port)
      const due = this.#targets.filter(({ nextCheckMs }) => nextCheckMs <= performance.now())
      for (const target of due) {
        // One that does not answer keeps no other waiting.
        target.nextCheckMs = Infinity
        void this.#check(target)
      }
      await new Promise((resolve) => setTimeout(resolve, quickCheckMs).unref())
    }
  }

  async #check(target: CheckedTarget): Promise<void> {
    const { healthCheck } = this.#task
    const port = this.#portOf(target.host, healthCheck.port ?? target.port)
    const succeeded = port !== undefined && (await this.#ask(target, port))
    const atMs = performance.now()
    target.health = afterCheck(target.health, { succeeded, atMs }, healthCheck)
    target.wasInService ||= target.health.inService
    target.nextCheckMs = target.health.inService && succeeded ? atMs + healthCheck.intervalMs : 0
  }

  #portOf(host: string, port: number): number | undefined {
    return lookupInFile(this.#place.addressBookFile, this.#place.vpcId, host, port)
  }

  #ask({ host, port }: Target, loopbackPort: number): Promise<boolean> {
    const { path, timeoutMs, codes } = this.#task.healthCheck
    return new Promise((resolve) => {
      const sent = request({
        host: '127.0.0.1',
        port: loopbackPort,
        path,
        agent: false,
        timeout: timeoutMs,
        headers: {
          Host: `${host}:${port}`,
          'User-Agent': 'ELB-HealthChecker/2.0',
          'Accept-Encoding': 'gzip, compressed',
          Connection: 'close',
        },
      })
      const finish = (succeeded: boolean): void => {
        resolve(succeeded)
        sent.destroy()
      }
      sent.on('response', (answer) => finish(matches(codes, answer.statusCode ?? 0)))
      sent.on('timeout', () => finish(false))
      sent.on('error', () => finish(false))
      sent.end()
    })
  }
}

/** Whether a status is one of `200`, `200-299` or `200,202`. */
export function matches(codes: string, status: number): boolean {
  return codes.split(',').some((range) => {
    const [from = '', to = from] = range.split('-')
    return Number(from) <= status && status <= Number(to)
  })
}
