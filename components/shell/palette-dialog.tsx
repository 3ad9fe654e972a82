'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { RpcProvider, useTRPC } from '#components/rpc/provider.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { type Command, type CommandGroup, commandGroups, isMeant } from './palette-commands.ts'

const words = en.keyboard

/** As many intents as can be found by name; older ones are in the list of intents. */
const intentsSought = 200

interface Leave {
  onClose: () => void
  onKeys: () => void
}

/** One field that leads everywhere. It brings what asks for the intents, which a page may not have. */
export default function PaletteDialog(props: Leave) {
  return (
    <RpcProvider>
      <Dialog {...props} />
    </RpcProvider>
  )
}

function Dialog(props: Leave) {
  const router = useRouter()
  const { data: changes } = useQuery(useTRPC().changes.list.queryOptions({ limit: intentsSought }))
  const groups = useMemo(() => commandGroups(changes ?? []), [changes])
  const take = ({ href }: Command) => {
    if (href === null) return props.onKeys()
    props.onClose()
    router.push(href)
  }
  return (
    <Modal
      aria-label={words.palette}
      onLeave={props.onClose}
      className="fixed inset-x-3 top-3 bottom-auto mx-auto max-h-[min(34rem,calc(100dvh-1.5rem))] w-auto max-w-xl flex-col overflow-hidden rounded-panel border border-line bg-surface shadow-2xl outline-none open:flex sm:top-[12dvh]"
    >
      <Autocomplete.Root
        open
        inline
        autoHighlight="always"
        keepHighlight
        items={groups}
        filter={(command: Command, typed) => isMeant(command, typed)}
        itemToStringValue={({ label }: Command) => label}
      >
        <Field />
        <button type="button" className="sr-only" onClick={props.onClose}>
          {words.close}
        </button>
        <div className="min-h-0 overflow-y-auto overscroll-contain">
          <Autocomplete.Empty>
            <p className="px-4 py-6 text-body text-muted empty:hidden">{words.nothing}</p>
          </Autocomplete.Empty>
          <Autocomplete.List aria-label={words.palette} className="p-2 data-empty:hidden">
            {(group: CommandGroup) => <Group key={group.value} group={group} onTake={take} />}
          </Autocomplete.List>
        </div>
        <p id="palette-hint" className="border-t border-line px-4 py-2 text-small text-muted max-sm:sr-only">
          {words.hint}
        </p>
      </Autocomplete.Root>
    </Modal>
  )
}

function Field() {
  return (
    <div className="flex items-center gap-3 border-b border-line px-4">
      <Search aria-hidden className="size-4.5 shrink-0 text-faint" />
      <Autocomplete.Input
        aria-label={words.palette}
        aria-describedby="palette-hint"
        placeholder={words.placeholder}
        className="h-12 w-full min-w-0 bg-transparent text-lead text-ink outline-none placeholder:text-faint"
      />
    </div>
  )
}

function Group({ group, onTake }: { group: CommandGroup; onTake: (command: Command) => void }) {
  return (
    <Autocomplete.Group items={group.items} className="not-last:mb-2">
      <Autocomplete.GroupLabel className="px-2.5 py-1 text-micro text-muted">{group.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            onClick={() => onTake(command)}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-2.5 text-body text-ink outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong"
          >
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            <span className="shrink-0 text-small text-muted">{command.aside}</span>
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}
