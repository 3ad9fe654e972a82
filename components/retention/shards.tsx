'use client'
import { useMutation } from '@tanstack/react-query'
import { Archive } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { mayRemove } from '#server/retention/machine.ts'
import type { ShardLine } from '#server/retention/vocabulary.ts'
import { useRefusal } from './use-may.ts'
import { useReadAnew } from './use-removal.ts'

const words = en.privacy

/** Each part of the ledger: until when it is kept, and what stands against dropping it. */
export function Shards({ shards }: { shards: readonly ShardLine[] }) {
  return (
    <Panel title={words.shards} intro={words.shardsWhy} flush>
      {shards.length === 0 ? (
        <Empty icon={Archive} title={words.noShards}>
          {words.noShardsWhy}
        </Empty>
      ) : (
        <ul>
          {shards.map((shard) => (
            <Shard key={shard.shard} shard={shard} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Shard({ shard }: { shard: ShardLine }) {
  const role = useRefusal('shard.askDrop')
  const may = mayRemove(shard)
  const { mutate, isPending, error } = useMutation(useTRPC().retention.askDrop.mutationOptions(useReadAnew()))
  return (
    <li className="grid gap-3 border-t border-line px-5 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{shard.shard}</span>
        <Tag tone={shard.newest ? 'note' : 'quiet'}>
          {shard.dropped ? words.dropped : shard.newest ? words.newest : words.closed}
        </Tag>
        <code className="text-small break-all text-muted">{shard.origin}</code>
      </p>
      <Facts
        of={[
          [words.keptUntil, !shard.dropped && shard.keptUntil && shard.keptUntil.slice(0, 10)],
          [words.archive, shard.archive ? <Digest key="archive" value={shard.archive} /> : words.noArchive],
          [words.held, shard.hold && <code key="held">{shard.hold.id}</code>],
        ]}
      />
      {error && <FailureNotice error={error} />}
      {!shard.dropped && (
        <ReasonedButton
          id={`drop-${shard.shard}`}
          reason={role ?? (may.allowed ? null : may.sentence)}
          disabled={isPending}
          onClick={() => mutate({ shard: shard.shard })}
        >
          {words.drop}
        </ReasonedButton>
      )}
    </li>
  )
}
