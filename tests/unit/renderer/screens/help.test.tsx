// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

test.each(['#/', '#/deployments', '#/glossary', '#/nowhere'])('? opens the help on %s', async (hash) => {
  const user = await renderApp(pretendEngine(), hash)
  await user.keyboard('?')
  const help = within(await screen.findByRole('dialog', { name: 'Help' }))
  await user.click(help.getByRole('link', { name: 'glossary' }))
  await screen.findByRole('heading', { level: 1, name: 'Glossary' })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('? is a letter where a person types, and the button opens the help, too', async () => {
  const user = await renderApp(pretendEngine(), '#/glossary')
  await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'why?')
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Help' }))
  await screen.findByRole('dialog', { name: 'Help' })
})
