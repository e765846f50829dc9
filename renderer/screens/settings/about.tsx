import type { ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Shown } from '../../ui/loading.tsx'

/** The data folder, and the versions. */
export function About(): ReactNode {
  const about = useQuery('app.about', {})
  return (
    <Shown loaded={about}>
      {({ version, dataDir, host, node, platform }) => (
        <>
          <Card title="Data folder" actions={<CopyButton text={dataDir} label="Copy path" />}>
            <p>
              <code className="settings-path">{dataDir}</code>
            </p>
            <p className="small muted">
              Runs, drafts, deployments and the files of the practice account are stored here. Nothing is
              uploaded. To use another folder, start Sluice with the environment variable{' '}
              <code>SLUICE_DATA_DIR</code>.
            </p>
          </Card>
          <Card
            title="About"
            actions={
              <CopyButton
                text={`Sluice ${version}, ${host}, Node ${node}, ${platform}`}
                label="Copy versions"
              />
            }
          >
            <dl className="settings-facts">
              <dt>Sluice</dt>
              <dd>{version}</dd>
              <dt>Host</dt>
              <dd>{host}</dd>
              <dt>Node</dt>
              <dd>{node}</dd>
              <dt>System</dt>
              <dd>{platform}</dd>
            </dl>
            <p>
              The <a href={href('/glossary')}>glossary</a> explains the terms that Sluice uses.
            </p>
          </Card>
        </>
      )}
    </Shown>
  )
}
