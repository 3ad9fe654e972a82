import { KeyRound } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { TokenLine } from '#server/identity/vocabulary.ts'

const words = en.tokens

/** Tokens by their first letters and what they are for, with the way to end one. */
export function TokenRows(props: { tokens: readonly TokenLine[]; onRevoke: (id: string) => void; busy: boolean }) {
  if (props.tokens.length === 0) return <p className="text-muted">{words.none}</p>
  return (
    <ul className="grid gap-3">
      {props.tokens.map((token) => (
        <li key={token.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <KeyRound aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.75} />
          <span className="min-w-0 flex-1 basis-64">
            <span className="font-medium">{token.name}</span> <code className="text-muted">{token.prefix}…</code>
            <span className="block text-small text-muted">
              {token.scopes.join(', ')}; {words.begun} <Moment at={token.createdAt} />, <End token={token} />,{' '}
              {token.lastUsedAt ? (
                <>
                  {words.used} <Moment at={token.lastUsedAt} />
                </>
              ) : (
                words.unused
              )}
            </span>
          </span>
          {token.over ? (
            <Tag tone="quiet">{words.over}</Tag>
          ) : (
            <Button
              disabled={props.busy}
              onClick={() => props.onRevoke(token.id)}
              aria-label={words.revokeName(token.name)}
            >
              {words.revoke}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function End({ token: { revokedAt, expiresAt, over } }: { token: TokenLine }) {
  const word = revokedAt ? words.revoked : over ? words.ended : words.ends
  return (
    <>
      {word} <Moment at={revokedAt ?? expiresAt} />
    </>
  )
}
