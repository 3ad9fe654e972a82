import { useEffect, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { checkMaterial, type EntryMaterial, type MaterialVerdict } from '#server/loop/ledger/proof/index.ts'

/** What the checks of this browser say of these bytes; null until they are done, and on the server. */
export function useVerdict(material: EntryMaterial, checkpointKey: string | null): MaterialVerdict | null {
  const [done, setDone] = useState<{ of: EntryMaterial; verdict: MaterialVerdict } | null>(null)
  useEffect(() => {
    let left = false
    void verdictOf(material, checkpointKey).then((verdict) => {
      if (!left) setDone({ of: material, verdict })
    })
    return () => {
      left = true
    }
  }, [material, checkpointKey])
  return done?.of === material ? done.verdict : null
}

async function verdictOf(material: EntryMaterial, checkpointKey: string | null): Promise<MaterialVerdict> {
  if (!canVerify()) return failed(en.ledger.noWebCrypto)
  if (checkpointKey === null) return failed(en.ledger.checkKeyNone)
  return await checkMaterial(material, checkpointKey)
}

const failed = (what: string): MaterialVerdict => ({ passed: [], failed: { check: 'keys', what }, witnessing: null })

/** Browsers keep WebCrypto for https and localhost. */
export function canVerify(): boolean {
  return globalThis.crypto?.subtle !== undefined
}
