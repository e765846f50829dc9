import { Component, type ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'

interface ErrorBoundaryProps {
  /** Another one is another chance: the address of the screen. */
  resetKey: string
  children: ReactNode
}

/** A defect of one screen leaves the others usable. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <div className="page">
        <h1>This screen cannot be shown</h1>
        <ErrorNotice error={this.state.error} retry={() => this.setState({ error: null })} />
      </div>
    )
  }
}
