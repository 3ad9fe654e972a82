'use client'
import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, KeyRound, LogOut, Power } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { en } from '#components/messages/en.ts'
import { roleLabels } from '#server/identity/vocabulary.ts'
import { useMe } from './me.tsx'
import { type Theme, themes } from './theme.ts'

const item =
  'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-body text-ink outline-none data-highlighted:bg-sunken'

/** Keeps the choice for a year and shows it at once; without a script the system's choice stands. */
function applyTheme(theme: Theme): void {
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function UserMenu({ theme: chosen }: { theme: Theme }) {
  const me = useMe()
  const [theme, setTheme] = useState(chosen)
  const choose = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <Menu.Root>
      <Menu.Trigger className="flex min-h-9 items-center gap-2 rounded-control px-2 hover:bg-sunken">
        <span className="sr-only">{en.shell.account}</span>
        <span
          aria-hidden
          data-initials={initials(me.displayName)}
          className="before:content-[attr(data-initials)] flex size-7 items-center justify-center rounded-full bg-accent-soft text-micro font-semibold text-accent-strong"
        />
        <span className="max-w-40 truncate text-small font-medium max-sm:sr-only">{me.displayName}</span>
        <ChevronDown aria-hidden className="size-3.5 text-faint" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={6} className="z-40">
          <Menu.Popup className="w-64 rounded-panel border border-line bg-surface p-1.5 shadow-xl outline-none">
            <div className="px-2.5 py-2">
              <p className="font-medium">{me.displayName}</p>
              <p className="text-small text-muted">{me.roles.map((role) => roleLabels[role]).join(', ')}</p>
            </div>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.RadioGroup value={theme} onValueChange={choose}>
              <Menu.GroupLabel className="px-2.5 py-1 text-micro text-muted">{en.shell.theme}</Menu.GroupLabel>
              {themes.map((each) => (
                <Menu.RadioItem key={each} value={each} closeOnClick={false} className={item}>
                  {en.shell.themes[each]}
                  <Menu.RadioItemIndicator className="ml-auto">
                    <Check aria-hidden className="size-4 text-accent" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="my-1 h-px bg-line" />
            {!me.practice && (
              <Menu.Item className={item} render={<Link href="/sign-in/password" />}>
                <KeyRound aria-hidden className="size-4 text-muted" />
                {en.shell.setPassword}
              </Menu.Item>
            )}
            <SignOut action="/account/sign-out" label={en.shell.signOut} icon={LogOut} />
            <SignOut action="/account/sign-out-everywhere" label={en.shell.signOutEverywhere} icon={Power} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function SignOut(props: { action: string; label: string; icon: typeof LogOut }) {
  const submit = () => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: props.action })
    document.body.append(form)
    form.submit()
  }
  return (
    <Menu.Item className={item} onClick={submit}>
      <props.icon aria-hidden className="size-4 text-muted" />
      {props.label}
    </Menu.Item>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
