import { type ReactNode, useState } from 'react'
import type { Settings } from '../../../shared/settings.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Shown } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { About } from './about.tsx'
import { MachineCheck } from './machine-check.tsx'
import './settings.css'

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const motions = [
  { value: 'system', label: 'System' },
  { value: 'on', label: 'Reduced' },
  { value: 'off', label: 'Full' },
] as const

export function SettingsScreen(): ReactNode {
  const settings = useQuery('settings.get', {}, ['settings.changed'])
  return (
    <Page title="Settings">
      <Card title="Appearance">
        <Shown loaded={settings}>{(value) => <Appearance settings={value} changed={settings.retry} />}</Shown>
      </Card>
      <About />
      <MachineCheck />
    </Page>
  )
}

function Appearance({ settings, changed }: { settings: Settings; changed: () => void }): ReactNode {
  const api = useApi()
  // A choice is shown at once, until the engine has answered.
  const [chosen, setChosen] = useState<Partial<Settings>>({})
  const [known, setKnown] = useState(settings)
  if (known !== settings) {
    setKnown(settings)
    setChosen({})
  }
  const { theme, reducedMotion } = { ...settings, ...chosen }
  const save = useAction(async (change: Partial<Settings>) => {
    setChosen(change)
    try {
      await api.call('settings.set', change)
      changed()
    } catch (thrown) {
      setChosen({})
      throw thrown
    }
  })
  return (
    <>
      <div className="settings-choices">
        <Segmented label="Theme" value={theme} options={themes} onChange={(theme) => save.run({ theme })} />
        <Segmented
          label="Motion"
          value={reducedMotion}
          options={motions}
          onChange={(reducedMotion) => save.run({ reducedMotion })}
        />
      </div>
      {save.error === null ? null : <ErrorNotice error={save.error} />}
    </>
  )
}
