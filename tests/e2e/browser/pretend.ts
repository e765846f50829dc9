import type { Page } from 'playwright'
import type { AnyEvent } from '../../../shared/events.ts'
import type { CommandName, CommandOutput } from '../../../shared/contract.ts'
import { socketPath, type HostMessage, type RequestMessage } from '../../../shared/socket-protocol.ts'

/**
 * Speaks to a page in the engine's stead, where a state is costly to bring about: a full disk, a sign-in at
 * somebody else's, other people's stacks.
 */
export interface Pretence {
  /** What a command is answered with from now on. */
  answer<C extends CommandName>(name: C, value: CommandOutput<C>): void
  /** From now on a command is not answered at all. */
  hold(name: CommandName): void
  /** Announces what the page has to ask again for. */
  announce(event: AnyEvent): void
  /** The engine answers for itself again. */
  end(): void
}

/** To be called before the page is opened: the socket is intercepted when it is made. */
export async function pretend(page: Page): Promise<Pretence> {
  const values = new Map<string, unknown>()
  const held = new Set<string>()
  let send: (message: HostMessage) => void = () => undefined
  await page.routeWebSocket(
    (address) => address.pathname === socketPath,
    (socket) => {
      const host = socket.connectToServer()
      send = (message) => socket.send(JSON.stringify(message))
      socket.onMessage((text) => {
        const { id, name } = JSON.parse(String(text)) as RequestMessage
        if (held.has(name)) return
        if (values.has(name)) send({ id, answer: { ok: true, value: values.get(name) } })
        else host.send(text)
      })
    },
  )
  return {
    answer: (name, value) => void values.set(name, value),
    announce: (event) => send({ event }),
    hold: (name) => void held.add(name),
    end: () => {
      values.clear()
      held.clear()
    },
  }
}
