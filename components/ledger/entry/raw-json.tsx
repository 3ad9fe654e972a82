import { ChevronRight } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Panel } from '#components/ui/panel.tsx'
import { decodeEnvelope, fromBase64, fromUtf8 } from '#server/loop/ledger/format/index.ts'
import type { EntryMaterial } from '#server/loop/ledger/proof/index.ts'

const words = en.ledger

/** The bytes themselves: the statement laid out, the envelope exactly, the proof as text. */
export function RawJson({ material: { envelope, proof } }: { material: EntryMaterial }) {
  const bytes = fromBase64(envelope)
  const statement = readable(() => JSON.stringify(JSON.parse(fromUtf8(decodeEnvelope(bytes).payload)), null, 2))
  return (
    <Panel title={words.raw} flush>
      {statement && <Raw title={words.rawPayload} text={statement} />}
      <Raw title={words.rawEnvelope} text={readable(() => fromUtf8(bytes)) ?? envelope} />
      {proof && <Raw title={words.rawProof} text={proof} />}
    </Panel>
  )
}

/** Null when the bytes were altered so that they are no longer what they were. */
function readable(text: () => string): string | null {
  try {
    return text()
  } catch {
    return null
  }
}

function Raw({ title, text }: { title: string; text: string }) {
  return (
    <details className="group border-t border-line first:border-t-0">
      <summary className="flex items-center gap-2 px-5 py-2.5 hover:bg-sunken">
        <ChevronRight aria-hidden className="size-4 text-faint group-open:rotate-90" />
        {title}
      </summary>
      <pre className="bg-sunken px-5 py-3 text-small break-all whitespace-pre-wrap">{text}</pre>
    </details>
  )
}
