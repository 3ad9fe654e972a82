'use client'
import './globals.css'
import { PageFailed } from '#components/shell/page-failed.tsx'

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <PageFailed reference={error.digest} onRetry={reset} />
      </body>
    </html>
  )
}
