import type { ReactNode } from 'react'
import type { CommandOutput } from '../../../shared/contract.ts'
import type { StackKind } from '../../../shared/deployment.ts'
import { useQuery } from '../../api/use-query.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { countOf } from '../../ui/format.ts'
import { Shown } from '../../ui/loading.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Term } from '../../ui/term.tsx'
import { stackTitle, type Named } from '../deployment/stack-titles.ts'
import type { DraftEditor } from './use-draft.ts'
import './template-list.css'

type TemplateEntry = CommandOutput<'templates.list'>[number]

/** What will be created, template by template, with the text of each to read. */
export function TemplateList({ editor: { draft, scenarios } }: { editor: DraftEditor }): ReactNode {
  const templates = useQuery('templates.list', { scenarios: [...draft.scenarios] })
  const shared = useQuery('sharedStacks.list', {})
  const named = [...scenarios, ...(shared.state === 'ready' ? shared.value : [])]
  return (
    <Card title="What will be created">
      <p className="plan-words">
        <Term id="cloudformation">CloudFormation</Term> creates one <Term id="stack">stack</Term> from each of
        these, in this order, and deletes each as a whole.
      </p>
      <Shown loaded={templates} text="Reading the templates…">
        {(list) => (
          <ol className="plan-templates">
            {list.map((template) => (
              <TemplateItem key={template.file} template={template} named={named} />
            ))}
          </ol>
        )}
      </Shown>
    </Card>
  )
}

const names: Record<Exclude<StackKind, 'shared' | 'scenario'>, string> = {
  guard: 'Guard',
  base: 'Base',
  backend: 'Backend',
  'load-generator': 'Load generator',
}

/** What a stack is called: its kind, or the title of its scenario or of what several scenarios use. */
function nameOf(stack: TemplateEntry['stacks'][number], named: readonly Named[]): string {
  if (stack.kind !== 'shared' && stack.kind !== 'scenario') return names[stack.kind]
  return stackTitle(stack, named)
}

/** The purpose of each kind of stack. */
const purposes: Record<StackKind, string> = {
  guard: 'Who may create and remove the rest',
  base: 'The private network',
  backend: 'The origin and its load balancer',
  'load-generator': 'The machine that makes the load',
  shared: 'What several scenarios use',
  scenario: 'The gateway of this scenario',
}

function purposeOf(stacks: TemplateEntry['stacks']): string {
  if (stacks.length > 1) return 'The gateways and functions of these scenarios'
  return stacks[0] === undefined ? '' : purposes[stacks[0].kind]
}

function TemplateItem({
  template: { stacks, file, body, resources },
  named,
}: {
  template: TemplateEntry
  named: readonly Named[]
}): ReactNode {
  return (
    <li>
      <details>
        <summary>
          <span className="plan-template-title">
            {stacks.map((stack) => nameOf(stack, named)).join(', ')}
          </span>
          <span className="small muted">
            {purposeOf(stacks)}, {countOf(resources.length, 'resource')}
            {stacks.length > 1 ? ' each' : ''}
          </span>
        </summary>
        <ul className="plan-template-resources">
          {resources.map(({ logicalId, type }) => (
            <li key={logicalId}>
              {logicalId} <span className="small muted">{type}</span>
            </li>
          ))}
        </ul>
        <details className="plan-template-text">
          <summary>
            Read the template <code>{file}</code>
          </summary>
          <CopyButton text={body} label="Copy the template" />
          <ScrollRegion className="plan-template-body" label={`Template ${file}`}>
            <pre>{body}</pre>
          </ScrollRegion>
        </details>
      </details>
    </li>
  )
}
