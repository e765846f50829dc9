import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/api.ts'
import { connect } from './api/connect.ts'
import { Home } from './screens/home.tsx'

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no place for the app.')
const api = createApi(connect())
createRoot(root).render(
  <StrictMode>
    <Home api={api} />
  </StrictMode>,
)
