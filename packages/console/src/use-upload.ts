import { type DatasetDetail, isApiError, type UploadProgress, uploadDataset } from '@tabricate/client'
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { useClient } from './session.tsx'

export interface Upload {
  /** The file on its way, or that broke off. */
  readonly file: File | null
  readonly progress: UploadProgress | null
  readonly error: unknown
  /** Whether what has arrived can be gone on from. */
  readonly canResume: boolean
  start(file: File): void
  resume(): void
  cancel(): void
}

interface State {
  readonly file: File | null
  readonly progress: UploadProgress | null
  readonly error: unknown
}

const idle: State = { file: null, progress: null, error: null }

/** One upload at a time. */
export function useUpload(onDone: (dataset: DatasetDetail) => void): Upload {
  const client = useClient()
  const queries = useQueryClient()
  const [state, setState] = useState(idle)
  const controller = useRef<AbortController | null>(null)

  const send = (file: File, resumeUrl: string | undefined) => {
    controller.current?.abort()
    const { signal } = newController(controller)
    setState({ file, progress: null, error: null })
    uploadDataset(client, file, {
      signal,
      name: file.name.replace(/\.\w+$/, '').slice(0, 200),
      onProgress: (progress) => setState({ file, progress, error: null }),
      ...(resumeUrl !== undefined && { resumeUrl }),
    }).then(
      (dataset) => {
        setState(idle)
        void queries.invalidateQueries({ queryKey: ['datasets'] })
        onDone(dataset)
      },
      (error: unknown) => {
        if (!signal.aborted) setState((before) => ({ ...before, error }))
      },
    )
  }
  const { file, progress, error } = state
  const resumeUrl =
    isApiError(error) && (error.status === 0 || error.status >= 500) ? progress?.resumeUrl : undefined
  return {
    ...state,
    canResume: resumeUrl !== undefined,
    start: (next) => send(next, undefined),
    resume() {
      if (file !== null) send(file, resumeUrl)
    },
    cancel() {
      controller.current?.abort()
      setState(idle)
    },
  }
}

function newController(place: RefObject<AbortController | null>): AbortController {
  const controller = new AbortController()
  place.current = controller
  return controller
}
