import { type ReactNode, useEffect, useState } from 'react'
import { href } from './router.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'

const keys: readonly (readonly [keys: string, what: string])[] = [
  ['?', 'Show this help'],
  ['Tab, Shift + Tab', 'Go to the next or the previous control'],
  ['Enter, Space', 'Press a button; open or close a folded part'],
  ['Arrow keys', 'Choose among options; change a prediction'],
  ['Esc', 'Close a dialog or an explanation'],
  ['Alt + ←, Alt + →', 'Go back and forward (⌘ + [ and ⌘ + ] on a Mac)'],
  ['Ctrl + P', 'Print the page (⌘ + P on a Mac)'],
]

/** The button and the key `?` that open the glossary and the keyboard shortcuts from everywhere. */
export function Help(): ReactNode {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  const close = (): void => setOpen(false)
  return (
    <>
      <Button small aria-label="Help" title="Help (?)" onClick={() => setOpen(true)}>
        ?
      </Button>
      <Dialog open={open} title="Help" onClose={close} actions={<Button onClick={close}>Close</Button>}>
        <p>
          The{' '}
          <a href={href('/glossary')} onClick={close}>
            glossary
          </a>{' '}
          explains the terms. A dotted line below a term shows its explanation, and leads there.
        </p>
        <h3>Keyboard</h3>
        <dl className="help-keys">
          {keys.map(([name, what]) => (
            <div key={name}>
              <dt>
                <kbd>{name}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  )
}

/** Whether a key is a letter of a text there. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type))
  )
}
