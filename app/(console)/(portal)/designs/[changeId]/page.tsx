import type { Metadata } from 'next'
import { ReviewPage } from '#components/designs/review/review-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'
import { asked, type SearchParams } from '../../../../search-params.ts'

export const metadata: Metadata = { title: en.designReview.title }

interface Asked {
  params: Promise<{ changeId: string }>
  searchParams: SearchParams
}

export default async function DesignReviewPage({ params, searchParams }: Asked) {
  const { changeId } = await params
  const { option } = await asked(searchParams, 'option')
  await Promise.all([
    read(rpc.changes.read.queryOptions({ changeId })),
    read(rpc.designs.comments.queryOptions({ changeId })),
  ])
  return (
    <Prefetched>
      <ReviewPage changeId={changeId} option={option} />
    </Prefetched>
  )
}
