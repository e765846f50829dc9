import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/api.ts'
import { connect } from './api/connect.ts'
import { App } from './app.tsx'

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no place for the app.')
createRoot(root).render(
  <StrictMode>
    <App api={createApi(connect())} />
  </StrictMode>,
)
