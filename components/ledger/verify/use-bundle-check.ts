import { useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { type BundleVerdict, verifyBundle } from '#server/loop/ledger/proof/index.ts'
import { canVerify } from '../entry/use-verdict.ts'

const words = en.ledger

/** A change's bundle is a few hundred kilobytes; past this a browser would hold its breath. */
const largestBytes = 64 * 1024 * 1024

export type BundleState =
  | { step: 'none' }
  | { step: 'checking'; file: File }
  | { step: 'refused'; file: File; why: string }
  | { step: 'done'; file: File; verdict: BundleVerdict; pinned: boolean }

/** Checks the file chosen last; an answer for an earlier one is dropped. */
export function useBundleCheck() {
  const [state, setState] = useState<BundleState>({ step: 'none' })
  const last = useRef(0)
  const check = async (file: File, key: string) => {
    const turn = ++last.current
    setState({ step: 'checking', file })
    const next = await answerFor(file, key)
    if (turn === last.current) setState(next)
  }
  return { state, check: (file: File, key: string) => void check(file, key) }
}

async function answerFor(file: File, key: string): Promise<BundleState> {
  if (!canVerify()) return { step: 'refused', file, why: words.noWebCrypto }
  if (file.size > largestBytes) return { step: 'refused', file, why: words.verifyTooLarge('64 MB') }
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return { step: 'refused', file, why: words.verifyUnreadable }
  const verdict = await verifyBundle(new Uint8Array(bytes), key ? { checkpointKey: key } : {})
  return { step: 'done', file, verdict, pinned: key !== '' }
}
