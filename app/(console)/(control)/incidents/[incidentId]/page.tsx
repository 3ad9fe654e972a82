import type { Metadata } from 'next'
import { IncidentPage } from '#components/autonomy/incidents/incident-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.incidents.one }

export default async function OneIncidentPage({ params }: { params: Promise<{ incidentId: string }> }) {
  const { incidentId } = await params
  await read(rpc.incidents.read.queryOptions({ incidentId }))
  return (
    <Prefetched>
      <IncidentPage incidentId={incidentId} />
    </Prefetched>
  )
}
