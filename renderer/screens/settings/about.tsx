import type { ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Shown } from '../../ui/loading.tsx'

/** Where everything is kept, and what this is. */
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
              Runs, drafts and deployments are kept here, and the practice account’s files too. Nothing is
              uploaded anywhere. To use another folder, start Sluice with the environment variable{' '}
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
              <dt>Opened in</dt>
              <dd>{host}</dd>
              <dt>Node</dt>
              <dd>{node}</dd>
              <dt>System</dt>
              <dd>{platform}</dd>
            </dl>
            <p>
              Every term of the trade is explained in the <a href={href('/glossary')}>glossary</a>.
            </p>
          </Card>
        </>
      )}
    </Shown>
  )
}
