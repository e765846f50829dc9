import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { countOf, dateTime, duration } from '../../ui/format.ts'
import { useNow } from '../../ui/now.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { Term } from '../../ui/term.tsx'
import { isWaiting, Waiting } from '../../ui/waiting.tsx'
import { CostMeter } from '../deployment/cost-meter.tsx'
import { Expiry } from '../deployment/expiry.tsx'
import { remaining } from './remaining.ts'
import { StackList } from './stack-list.tsx'
import { Trouble } from './trouble.tsx'

/** One deployment that may hold something in an account. */
export function LiveDeployment({
  deployment,
  runs,
  known,
}: {
  deployment: Deployment
  /** Those that are in progress, on any deployment. */
  runs: readonly Run[]
  known: Known
}): ReactNode {
  const { id, phase } = deployment
  const title = deploymentName(deployment, known)
  return (
    <section className="card live-deployment" aria-labelledby={`deployment-${id}`}>
      <header className="card-header">
        <div className="row">
          <h2 id={`deployment-${id}`}>
            <a href={href({ screen: 'deployment', id })}>{title}</a>
          </h2>
          <PhaseBadge phase={phase} waiting={isWaiting(id, runs)} />
        </div>
        <div className="row">
          <ButtonLink small to={href({ screen: 'deployment', id })} label={`View ${title}, ${id}`}>
            View
          </ButtonLink>
          <TearDownButton
            small
            deployments={[deployment]}
            target={{ deploymentId: id }}
            label={phase === 'stranded' ? 'Try again' : 'Tear down'}
          />
        </div>
      </header>
      <Trouble deployment={deployment} />
      <Waiting deploymentId={id} runs={runs} />
      {phase === 'removing' ? <RemovalProgress deployment={deployment} /> : null}
      <Facts deployment={deployment} />
      <StackList stacks={deployment.stacks} scenarios={known.scenarios} open={phase === 'stranded'} />
    </section>
  )
}

function RemovalProgress({ deployment }: { deployment: Deployment }): ReactNode {
  const left = remaining(deployment.stacks)
  return (
    <Progress
      value={left.total === 0 ? null : left.gone / left.total}
      label="Tearing down"
      note={
        left.names.length === 0
          ? 'all stacks deleted'
          : `${left.names.length} of ${countOf(left.total, 'stack')} remaining`
      }
    />
  )
}

function Facts({ deployment }: { deployment: Deployment }): ReactNode {
  const { id, account, region, scenarios } = deployment
  const startMs = startedAtMs(deployment)
  const nowMs = useNow(1000)
  return (
    <dl className="facts">
      <Fact name="Cost so far">
        <CostMeter deployment={deployment} />
      </Fact>
      <Fact name="Automatic removal">
        <Expiry deployment={deployment} />
      </Fact>
      <Fact name="Account">
        {account.kind === 'practice' ? (
          <>
            <Term id="practice-account">Practice account</Term>, <span className="nowrap">{region}</span>
          </>
        ) : (
          placeTitle(deployment)
        )}
      </Fact>
      <Fact name="Age">
        <span title={`Started ${dateTime(startMs)}`}>{duration(nowMs - startMs)}</span>
      </Fact>
      <Fact name="Scenarios">{scenarios.length}</Fact>
      <Fact name="ID">
        <span className="facts-id">
          <code>{id}</code>
          <CopyButton text={id} label="Copy ID" />
        </span>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
