'use client'
import { Switch } from '@base-ui/react/switch'
import * as en from '#components/messages/en.ts'
import { Sheet } from '#components/ui/dialog.tsx'
import { setSingleKeys, useSingleKeys } from './keyboard-single.ts'

const words = en.keyboard

/** Every shortcut there is, and the switch for those of a single key. */
export default function CheatSheet({ onClose }: { onClose: () => void }) {
  const on = useSingleKeys()
  return (
    <Sheet onClose={onClose} title={words.keys} lead={words.keysLead}>
      <dl className="grid grid-cols-[max-content_1fr] items-baseline gap-x-5 gap-y-2">
        <Line keys={words.alwaysKeys} meaning={words.always} />
        {Object.entries(words.meanings).map(([keys, meaning]) => (
          <Line key={keys} keys={keys.split(' ')} meaning={meaning} dim={!on} />
        ))}
      </dl>
      <div className="mt-5 flex items-start justify-between gap-4 border-t border-line pt-4">
        <div>
          <p id="single-keys" className="font-medium">
            {words.single}
          </p>
          <p id="single-keys-why" className="text-small text-muted">
            {words.singleWhy}
          </p>
        </div>
        <Switch.Root
          checked={on}
          onCheckedChange={setSingleKeys}
          aria-labelledby="single-keys"
          aria-describedby="single-keys-why"
          className="flex h-6 w-11 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 data-checked:border-accent data-checked:bg-accent"
        >
          <Switch.Thumb className="size-4.5 rounded-full bg-muted transition-transform data-checked:translate-x-5 data-checked:bg-on-accent" />
        </Switch.Root>
      </div>
    </Sheet>
  )
}

function Line({ keys, meaning, dim = false }: { keys: readonly string[]; meaning: string; dim?: boolean }) {
  return (
    <>
      <dt className="flex items-center gap-1.5">
        {keys.map((key, index) => (
          <kbd key={`${key}${index}`} className="min-w-6 rounded border border-line bg-sunken px-1.5 text-center">
            {key}
          </kbd>
        ))}
      </dt>
      <dd className={dim ? 'text-faint line-through' : undefined}>{meaning}</dd>
    </>
  )
}
