import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/api.ts'
import { bridgeTransport } from './api/bridge.ts'
import { Home } from './screens/home.tsx'

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no place for the app.')
const transport = bridgeTransport()
createRoot(root).render(
  <StrictMode>
    {transport === undefined ? <p role="alert">This page works inside the Sluice app only.</p> : <Home api={createApi(transport)} />}
  </StrictMode>,
)
