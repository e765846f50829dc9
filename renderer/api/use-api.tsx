import { createContext, type ReactNode, use } from 'react'
import type { Api } from './api.ts'

const ApiContext = createContext<Api | null>(null)

export function ApiProvider({ api, children }: { api: Api; children: ReactNode }): ReactNode {
  return <ApiContext value={api}>{children}</ApiContext>
}

/** The engine, as the page reaches it. */
export function useApi(): Api {
  const api = use(ApiContext)
  if (api === null) throw new Error('There is no ApiProvider around this component.')
  return api
}
