import { Component, type ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'

/** A defect of one screen leaves the others usable. Give it a key: another screen is another chance. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
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
