import type { inferRouterOutputs } from '@trpc/server'
import * as en from '#components/messages/en.ts'
import { BusinessMoment } from '#components/shell/business-moment.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag, type Tone } from '#components/ui/tag.tsx'
import type { AppRouter } from '#server/api/root.ts'

const words = en.status

type KeysNow = inferRouterOutputs<AppRouter>['status']['read']['keys']
type Key = KeysNow['keys'][number]

const tones: Record<Key['standing'], Tone> = { signs: 'good', waits: 'quiet', ending: 'note', ended: 'quiet' }

const cell =
  'px-5 py-2 text-left align-top max-sm:grid max-sm:grid-cols-[6rem_1fr] max-sm:gap-3 max-sm:py-0.5 ' +
  'max-sm:before:text-small max-sm:before:text-muted max-sm:before:content-[attr(data-label)]'

/** Which keys sign, wait or end; those before them are counted, and all are at the published address. */
export function KeysPanel({ now: { keys, keeper } }: { now: KeysNow }) {
  const shown = keys.filter(({ standing }) => standing !== 'ended')
  const ended = keys.length - shown.length
  return (
    <Panel title={words.keys} intro={words.keysWhy(words.keepers[keeper.driver])} flush>
      {shown.length === 0 ? (
        <p className="px-5 pb-4 text-muted">{words.noKeys}</p>
      ) : (
        <table className="w-full max-sm:block">
          <thead className="text-small text-muted max-sm:sr-only">
            <tr>
              {Object.entries(words.keyColumns).map(([name, label]) => (
                <th key={name} scope="col" className="px-5 py-1.5 text-left font-normal">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {shown.map((key) => (
              <KeyRow key={key.keyId} of={key} />
            ))}
          </tbody>
        </table>
      )}
      <p className="border-t border-line px-5 py-3 text-small text-muted">
        {words.keysEnded(ended)}{' '}
        <a href={keysetAddress} className="text-accent underline underline-offset-4">
          {words.keyset}
        </a>
      </p>
    </Panel>
  )
}

const keysetAddress = '/.well-known/codex-dominion/keyset.json'

function KeyRow({ of: { purpose, shard, keyId, standing, since, until } }: { of: Key }) {
  const { keyColumns } = words
  return (
    <tr className="border-t border-line max-sm:block max-sm:py-2.5">
      <th scope="row" className="px-5 py-2 text-left align-top font-medium max-sm:block max-sm:py-0.5">
        {words.purposes[purpose]}
        {shard && <span className="font-normal text-muted"> {shard}</span>}
      </th>
      <td data-label={keyColumns.key} className={cell}>
        <Digest value={keyId} length={10} />
      </td>
      <td data-label={keyColumns.standing} className={cell}>
        <Tag tone={tones[standing]} className="justify-self-start">
          {words.standings[standing]}
        </Tag>
      </td>
      <td data-label={keyColumns.since} className={cell}>
        {since ? <BusinessMoment at={new Date(since)} /> : words.notYet}
      </td>
      <td data-label={keyColumns.until} className={cell}>
        {until ? <BusinessMoment at={new Date(until)} /> : words.openEnd}
      </td>
    </tr>
  )
}
