'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { mayAct } from '#server/identity/permissions.ts'
import { type PeopleList, roleLabels, roles } from '#server/identity/vocabulary.ts'
import { PersonRows } from './person-rows.tsx'
import { Tokens } from './tokens.tsx'
import { You } from './you.tsx'

const words = en.people
const path = '/people'

/** Who there is and what they may do; which of them is said by the address. */
export function PeoplePage({ asked }: { asked: { role: string | null } }) {
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.people.list.queryOptions(asked))
  const { data: everyone } = useSuspenseQuery(trpc.people.list.queryOptions({ role: null }))
  const me = useMe()
  const self = everyone.people.find(({ id }) => id === me.id)
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid grid-cols-1 gap-5">
        {self && <You person={self} />}
        <Tokens />
        <Panel title={words.all} intro={<Notes people={everyone.people} />} flush>
          <div className="px-5 pb-3">
            <FilterLinks label={words.role} path={path} name="role" asked={asked} options={roleOptions(data.holders)} />
          </div>
          <Rows list={data} />
        </Panel>
      </div>
    </Page>
  )
}

function Rows({ list: { people, total } }: { list: PeopleList }) {
  if (people.length > 0) return <PersonRows people={people} />
  if (total > 0) return <NoneMatch total={total} path={path} />
  return (
    <Empty icon={Users} title={words.empty}>
      {words.emptyWhy}
    </Empty>
  )
}

/** What this page does not show this reader, and what nobody can do here. */
function Notes({ people }: { people: PeopleList['people'] }) {
  const { id, roles: held, practice } = useMe()
  const manages = mayAct({ kind: 'person', id, roles: held, practice, sessionId: '' }, 'identity.manage').allowed
  const notes = [people.some((person) => person.practice) && words.practiceWhy, manages ? words.absent : words.others]
  return notes.filter(Boolean).join(' ')
}

function roleOptions(holders: PeopleList['holders']) {
  return roles.map((role) => ({ value: role, label: roleLabels[role], count: holders[role] }))
}
