'use client'
import { PageFailed } from '#components/shell/page-failed.tsx'

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageFailed reference={error.digest} onRetry={reset} />
}
