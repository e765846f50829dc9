import type { ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { countOf, dateTime, duration } from '../../ui/format.ts'
import { useNow } from '../../ui/now.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { Term } from '../../ui/term.tsx'
import { experimentTitle } from '../home/run-search.ts'
import { CostMeter } from '../deployment/cost-meter.tsx'
import { Expiry } from '../deployment/expiry.tsx'
import { remaining } from './remaining.ts'
import { StackList } from './stack-list.tsx'
import { Trouble } from './trouble.tsx'

/** One deployment that may hold something in an account. */
export function LiveDeployment({
  deployment,
  experiments,
}: {
  deployment: Deployment
  experiments: readonly Experiment[]
}): ReactNode {
  const { id, phase, account, region, createdAtMs } = deployment
  const nowMs = useNow(1000)
  const left = remaining(deployment.stacks)
  const title = experimentTitle(experiments, deployment.experimentId)
  return (
    <section className="card live-deployment" aria-labelledby={`deployment-${id}`}>
      <header className="card-header">
        <div className="row">
          <h2 id={`deployment-${id}`}>
            <a href={href({ screen: 'deployment', id })}>{title}</a>
          </h2>
          <PhaseBadge phase={phase} />
        </div>
        <div className="row">
          <ButtonLink small to={href({ screen: 'deployment', id })} label={`Show ${title}, ${id}`}>
            Show
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
      {phase === 'removing' ? (
        <Progress
          value={left.total === 0 ? null : left.gone / left.total}
          label="Tearing down"
          note={
            left.names.length === 0
              ? 'nothing remains'
              : `${countOf(left.names.length, 'stack')} of ${left.total} remaining`
          }
        />
      ) : null}
      <dl className="facts">
        <div>
          <dt>Cost so far</dt>
          <dd>
            <CostMeter deployment={deployment} />
          </dd>
        </div>
        <div>
          <dt>Removed by itself</dt>
          <dd>
            <Expiry deployment={deployment} />
          </dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd>
            {account.kind === 'practice' ? (
              <Term id="practice-account">Practice account</Term>
            ) : (
              accountTitle(account)
            )}
            , <span className="nowrap">{region}</span>
          </dd>
        </div>
        <div>
          <dt>Age</dt>
          <dd title={`Created ${dateTime(createdAtMs)}`}>{duration(nowMs - createdAtMs)}</dd>
        </div>
        <div>
          <dt>Scenarios</dt>
          <dd>{deployment.scenarios.length}</dd>
        </div>
        <div>
          <dt>Id</dt>
          <dd className="facts-id">
            <code>{id}</code>
            <CopyButton text={id} label="Copy id" />
          </dd>
        </div>
      </dl>
      <StackList stacks={deployment.stacks} open={phase === 'stranded'} />
    </section>
  )
}
