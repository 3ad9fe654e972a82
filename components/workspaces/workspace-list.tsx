'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { FolderGit2 } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useStanding } from '#components/shell/standing.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import type { GovernedService } from '#server/workspaces/vocabulary.ts'
import { WorkspacePanel } from './workspace-panel.tsx'

const words = en.workspaces
const path = '/workspaces'
const bare = 'rounded-panel border border-line bg-surface'

/** Every governed service; which ones is said by the address. */
export function WorkspaceList({ typed }: { typed: string | null }) {
  const trpc = useTRPC()
  const { data: services } = useSuspenseQuery(trpc.workspaces.governed.queryOptions({}))
  const standing = useStanding()
  const found = services.filter((each) => isSought(each, typed))
  const total = services.length
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid grid-cols-1 gap-5">
        {(total > 1 || typed) && (
          <SearchBox id="find-service" path={path} label={words.find} hint={words.findHint} typed={typed} />
        )}
        {typed && (
          <p role="status" className="text-small text-muted">
            {words.matching(found.length, total)}
          </p>
        )}
        {found.map((each) => (
          <WorkspacePanel key={each.service} of={each} address={`${standing.edgeAddress}/${each.service}/`} />
        ))}
        {found.length === 0 && (
          <section aria-label={words.title} className={bare}>
            {total > 0 ? (
              <NoneMatch total={total} path={path} />
            ) : (
              <Empty icon={FolderGit2} title={words.empty}>
                {words.emptyWhy}
              </Empty>
            )}
          </section>
        )}
      </div>
    </Page>
  )
}

function isSought({ service, source }: GovernedService, typed: string | null): boolean {
  const text = `${service} ${source}`.toLowerCase()
  return (typed ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
