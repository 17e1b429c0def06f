import { ApiError } from '@tabricate/client'
import { Component, type ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error: Error | null
}

/** Stands for a page that could not be loaded or shown. Loading everything anew is what helps. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <ErrorNotice error={isLoading(error) ? unreachable(error) : error} onRetry={() => location.reload()} />
    )
  }
}

/** Browsers have no code for a module that does not come. */
function isLoading(error: Error): boolean {
  return error instanceof TypeError && /import|module|load/i.test(error.message)
}

function unreachable(cause: Error): ApiError {
  return new ApiError({ status: 0, code: 'NETWORK_ERROR', message: cause.message, cause })
}
