import type { ReactNode } from 'react'
import type { Check } from '../../shared/contract.ts'
import type { Run } from '../../shared/run.ts'
import type { Api } from '../api/api.ts'
import { type Loaded, useCommand } from '../api/use-command.ts'

/** What Sluice is, the runs that it keeps, and what it finds on this machine. */
export function Home({ api }: { api: Api }): ReactNode {
  return (
    <main>
      <h1>Sluice</h1>
      <p>Guided experiments on what it costs to put Amazon API Gateway in front of an internal service.</p>
      <section aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        <Shown loaded={useCommand(api, 'runs.list', 'run.changed')}>{(runs) => <Runs runs={runs} />}</Shown>
      </section>
      <section aria-labelledby="machine">
        <h2 id="machine">This machine</h2>
        <Shown loaded={useCommand(api, 'doctor.check')}>{(checks) => <Checks checks={checks} />}</Shown>
      </section>
    </main>
  )
}

function Shown<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ReactNode }): ReactNode {
  if (loaded.state === 'loading') return <p aria-busy="true">One moment…</p>
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  return children(loaded.value)
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function Runs({ runs }: { runs: Run[] }): ReactNode {
  if (runs.length === 0)
    return (
      <p>
        There are no runs yet. <code>sluice demo</code> in a terminal makes the first one.
      </p>
    )
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Experiment</th>
          <th scope="col">Started</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>{run.experimentId}</td>
            <td>
              <time dateTime={new Date(run.startedAtMs).toISOString()}>{time.format(run.startedAtMs)}</time>
            </td>
            <td>{run.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Checks({ checks }: { checks: Check[] }): ReactNode {
  return (
    <dl>
      {checks.map((check) => (
        <div key={check.name} data-check={check.name} data-outcome={check.outcome}>
          <dt>
            {check.name}: {check.outcome}
          </dt>
          <dd>
            {check.finding}
            {check.remedy === null ? null : <>. {check.remedy}</>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
