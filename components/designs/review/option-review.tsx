'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { differences } from '#server/loop/designs/edit/index.ts'
import type { DesignOption } from '../use-designs.ts'
import { ApprovalState } from './approval-state.tsx'
import { Comments } from './comments.tsx'
import { ComponentDialog } from './component-dialog.tsx'
import { ConnectDialog, ProtocolDialog } from './connect-dialog.tsx'
import { DesignDesk } from './design-desk.tsx'
import { DifferenceList } from './difference-list.tsx'
import { type Editor, EditorProvider } from './editor.ts'
import { ProblemList } from './problem-list.tsx'
import { SaveBar } from './save-bar.tsx'
import { useDraft } from './use-draft.ts'
import { useEditing } from './use-editing.ts'
import { useSaving } from './use-saving.ts'

const words = en.designReview

interface Props {
  overview: { change: { id: string; state: string }; approvals: readonly RequestView[] }
  shown: DesignOption
  revisions: readonly DesignOption[]
}

/** One option with everything round it: the desk to edit it at, what is wrong, what was said, who is to sign. */
export function OptionReview({ overview, shown, revisions }: Props) {
  const { change, approvals } = overview
  const changeId = change.id
  const me = useMe()
  const { data } = useSuspenseQuery(useTRPC().designs.comments.queryOptions({ changeId }))
  const comments = data.filter(({ option }) => option === shown.option)
  const draft = useDraft(`${me.id} ${changeId} ${shown.option}`, shown, revisions)
  const { editor, said } = useEditing({ change, draft, comments })
  const saving = useSaving(changeId, shown, (revision) => editor.say(words.saved(revision)))
  const request = approvals.find(({ state, purpose }) => state === 'open' && purpose === 'design') ?? null
  return (
    <EditorProvider value={editor}>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid min-w-0 gap-4">
          <SaveBar draft={draft} saving={saving} waiting={request !== null} />
          <DesignDesk />
          <EarlierRevision shown={shown} revisions={revisions} />
        </div>
        <div className="grid min-w-0 gap-5">
          <Panel title={words.problems}>
            <ProblemList />
          </Panel>
          <Panel title={words.approvals}>
            <ApprovalState request={request} />
          </Panel>
          <Panel title={words.comments}>
            <Comments changeId={changeId} option={shown} comments={comments} />
          </Panel>
          <Keys />
        </div>
      </div>
      <Dialogs editor={editor} />
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
    </EditorProvider>
  )
}

/** What this revision changed against the one before, for whoever reads it after it was edited. */
function EarlierRevision({ shown, revisions }: Pick<Props, 'shown' | 'revisions'>) {
  const earlier = revisions.findLast(({ option, revision }) => option === shown.option && revision < shown.revision)
  if (!earlier) return null
  const changed = differences(earlier.spec, shown.spec)
  return (
    <Panel title={words.against(earlier.revision)}>
      {changed.length > 0 ? (
        <DifferenceList of={changed} label={words.against(earlier.revision)} />
      ) : (
        <p className="text-small text-muted">{words.againstNone}</p>
      )}
    </Panel>
  )
}

function Dialogs({ editor: { asking, spec } }: { editor: Editor }) {
  if (!asking) return null
  switch (asking.for) {
    case 'add':
      return <ComponentDialog component={null} />
    case 'component':
      return <ComponentDialog component={spec.components.find(({ id }) => id === asking.id) ?? null} />
    case 'connection':
      return <ConnectDialog from={asking.from} />
    case 'protocol':
      return <ProtocolDialog relation={asking.relation} />
  }
}

function Keys() {
  return (
    <details className="text-small text-muted">
      <summary>{words.keysTitle}</summary>
      <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1.5">
        {words.keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-sunken px-1.5">{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2">{words.keysNote}</p>
    </details>
  )
}
