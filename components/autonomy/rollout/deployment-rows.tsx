import Link from 'next/link'
import { HumanTag, TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { RolloutLine } from '#server/loop/autonomy/rollout/vocabulary.ts'
import { isOnTrial, percentOf, RolloutTag } from './rollout-tag.tsx'

const words = en.deployments

/** Rollouts as rows; each opens the rollout, and its change is one step away on the same row. */
export function DeploymentRows({ rollouts }: { rollouts: readonly RolloutLine[] }) {
  return (
    <ul>
      {rollouts.map((rollout) => (
        <li
          key={rollout.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line px-5 py-3 first:border-t-0"
        >
          <span className="w-24 shrink-0">
            <TierTag tier={rollout.tier} />
          </span>
          <span className="min-w-0 flex-1 basis-64">
            <Link
              href={`/deployments/${rollout.id}`}
              className="block truncate font-medium underline-offset-4 hover:underline"
            >
              {rollout.service} <code title={rollout.artifactDigest}>{versionOf(rollout.artifactDigest)}</code>
            </Link>
            <span className="block text-small text-muted">
              <Link
                href={`/intents/${rollout.changeId}`}
                className="underline decoration-line-strong underline-offset-4 hover:text-ink"
              >
                <bdi>{rollout.title}</bdi>
              </Link>
              , <When rollout={rollout} />
            </span>
          </span>
          {rollout.humanMade && <HumanTag />}
          {isOnTrial(rollout.state) && (
            <span className="text-small text-muted tabular-nums">{words.share(percentOf(rollout.weight))}</span>
          )}
          <RolloutTag state={rollout.state} />
        </li>
      ))}
    </ul>
  )
}

function When({ rollout }: { rollout: RolloutLine }) {
  const { finishedAt, createdAt } = rollout
  return (
    <>
      {finishedAt ? words.ended : words.began} <Moment at={finishedAt ?? createdAt} />
    </>
  )
}

/** A version's name is its artifact's digest, as short as people can still tell them apart. */
export const versionOf = (digest: string) => digest.replace(/^sha256:/, '').slice(0, 12)
