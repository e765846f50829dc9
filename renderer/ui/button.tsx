import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './controls.css'

export type ButtonVariant = 'primary' | 'plain' | 'danger' | 'quiet'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant
  busy?: boolean
  small?: boolean
}

/** While `busy` it keeps its place and its focus, and does nothing. */
export function Button({
  variant = 'plain',
  busy = false,
  small = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={['button', `button-${variant}`, small ? 'button-small' : '', className ?? '']
        .join(' ')
        .trim()}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and does nothing else. */
export function ButtonLink(props: {
  to: string
  variant?: ButtonVariant
  small?: boolean
  children: ReactNode
  label?: string
}): ReactNode {
  const { to, variant = 'plain', small = false, children, label } = props
  return (
    <a className={`button button-${variant}${small ? ' button-small' : ''}`} href={to} aria-label={label}>
      {children}
    </a>
  )
}
