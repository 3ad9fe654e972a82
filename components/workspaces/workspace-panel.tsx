import Link from 'next/link'
import type { ReactNode } from 'react'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { GovernedService } from '#server/workspaces/vocabulary.ts'

const words = en.workspaces
const inText = 'text-accent underline underline-offset-4'

/** One service: where its code is, what everyone gets of it, what it is built with, what is under way. */
export function WorkspacePanel({ of: workspace, address }: { of: GovernedService; address: string }) {
  const { service, release, open } = workspace
  return (
    <Panel id={service} title={service} aside={<Elsewhere service={service} />} flush>
      <div className="px-5 pb-4">
        <Facts
          of={[
            [words.repository, <Repository key="repository" of={workspace} />],
            [words.released, <Released key="released" release={release} />],
            [words.previous, release?.previousDigest && <Digest key="previous" value={release.previousDigest} />],
            [words.dependencies, <Locked key="locked" locked={workspace.locked} />],
            [words.consents, workspace.consentIds.join(', ') || words.consentsNone],
            [
              words.address,
              release && (
                <a key="address" href={address} className={`${inText} break-all`}>
                  {address}
                </a>
              ),
            ],
          ]}
        />
      </div>
      <h3 className="border-t border-line px-5 pt-3 pb-2 text-small font-medium text-muted">
        {words.open(open.length)}
      </h3>
      {open.length > 0 && <ChangeRows changes={open} />}
    </Panel>
  )
}

function Elsewhere({ service }: { service: string }) {
  return (
    <p className="flex gap-4 text-small">
      <Link href={`/deployments?service=${service}`} className={inText}>
        {words.deployments}
      </Link>
      <Link href={`/policies/decisions?service=${service}`} className={inText}>
        {words.decisions}
      </Link>
    </p>
  )
}

function Repository({ of: { source, defaultBranch, createdBy, createdAt } }: { of: GovernedService }) {
  return (
    <>
      <code className="break-all">{source}</code>
      <Quiet>
        {words.branch(defaultBranch)}, {words.added} {en.changes.byWord} <PersonName id={createdBy} />,{' '}
        <Moment at={createdAt} />
      </Quiet>
    </>
  )
}

function Released({ release }: { release: GovernedService['release'] }) {
  if (!release) return words.releasedNone
  return (
    <>
      <Digest value={release.digest} />
      <Quiet>
        {words.commit} <code title={release.commit}>{release.commit.slice(0, 10)}</code>,{' '}
        {release.changeId ? (
          <Link href={`/intents/${release.changeId}`} className={inText}>
            {words.fromChange}
          </Link>
        ) : (
          words.asAdded
        )}
      </Quiet>
    </>
  )
}

function Locked({ locked }: { locked: GovernedService['locked'] }) {
  if (locked.state !== 'locked') return words.lockedNot[locked.state]
  return (
    <>
      {words.locked(locked.packages, locked.development)} <Digest value={locked.sha256} />
    </>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="block text-small text-muted">{children}</span>
}
