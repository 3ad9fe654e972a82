import type { Metadata } from 'next'
import * as en from '#components/messages/en.ts'
import { WorkspaceList } from '#components/workspaces/workspace-list.tsx'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.workspaces.title }

export default async function WorkspacesPage({ searchParams }: { searchParams: SearchParams }) {
  const { q } = await asked(searchParams, 'q')
  await read(rpc.workspaces.governed.queryOptions({}))
  return (
    <Prefetched>
      <WorkspaceList typed={q} />
    </Prefetched>
  )
}
