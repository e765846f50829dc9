import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Shown } from '../../ui/loading.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { planAgain } from './plan-again.ts'
import { planOther } from './plan-other.ts'
import type { DraftEditor } from './use-draft.ts'

/** The other experiments: choosing one plans it instead, in the same account and within the same limits. */
export function OtherQuestions({ editor }: { editor: DraftEditor }): ReactNode {
  const experiments = useQuery('experiments.list', {})
  return (
    <Shown loaded={experiments}>
      {(all) => {
        const others = all.filter(({ id }) => id !== editor.experiment.id)
        return others.length === 0 ? null : (
          <Card title="Other questions">
            <ul className="plan-questions">
              {others.map((other) => (
                <li key={other.id}>
                  <OtherQuestion experiment={other} editor={editor} />
                </li>
              ))}
            </ul>
          </Card>
        )
      }}
    </Shown>
  )
}

interface OtherQuestionProps {
  experiment: Experiment
  editor: DraftEditor
}

function OtherQuestion({ experiment, editor }: OtherQuestionProps): ReactNode {
  const api = useApi()
  const toasts = useToasts()
  const choose = useAction(async () => {
    const { id } = editor.deployment
    await editor.flush()
    const before = await api.call('deployments.get', { id })
    const planned = await planOther(api, experiment, before)
    await api.call('deployments.discard', { id })
    go({ screen: 'plan', id: planned.id, step: 'question' }, 'replace')
    const undo = async (): Promise<void> => {
      const again = await planAgain(api, before)
      await api.call('deployments.discard', { id: planned.id })
      go({ screen: 'plan', id: again.id, step: 'question' }, 'replace')
    }
    toasts.show({
      text: `Now planning “${experiment.title}”.`,
      undo: () => void undo().catch(() => toasts.show({ text: 'The draft could not be restored.' })),
    })
  })
  return (
    <>
      <div>
        <p className="plan-other-title">{experiment.title}</p>
        <p className="small muted">{experiment.question}</p>
        {choose.error === null ? null : <ErrorNotice error={choose.error} />}
      </div>
      <Button
        small
        busy={choose.busy}
        aria-label={`Plan this instead: ${experiment.title}`}
        onClick={choose.run}
      >
        Plan this instead
      </Button>
    </>
  )
}
