'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'

/** A digest in short, whole in its title, and copied with one press. */
export function Digest({ value, length = 12 }: { value: string; length?: number }) {
  const [copied, setCopied] = useState(false)
  const bare = value.replace(/^sha256:/, '')
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <span className="inline-flex items-center gap-1 align-baseline">
      <code title={value}>{bare.slice(0, length)}</code>
      <button
        type="button"
        onClick={copy}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-sunken hover:text-ink"
        aria-label={copied ? en.ui.copied : en.ui.copyDigest(bare.slice(0, length))}
      >
        {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      </button>
    </span>
  )
}
