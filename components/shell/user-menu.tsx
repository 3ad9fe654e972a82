'use client'
import { Check, ChevronDown, KeyRound, LogOut, Power } from 'lucide-react'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Menu } from '#components/ui/menu.tsx'
import { MenuButton, MenuChoice, MenuGroup, MenuLine, MenuLink } from '#components/ui/menu-items.tsx'
import { roleLabels } from '#server/identity/vocabulary.ts'
import { useMe } from './me.tsx'
import { type Theme, themes } from './theme.ts'

const item = 'min-h-9 gap-2.5 text-body'

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
    <Menu
      className="relative"
      triggerLook="flex min-h-9 items-center gap-2 rounded-control px-2 hover:bg-sunken"
      place="top-full right-0 mt-1.5 w-64"
      trigger={<Name of={me.displayName} />}
    >
      <div className="px-2.5 py-2">
        <p className="font-medium">{me.displayName}</p>
        <p className="text-small text-muted">{me.roles.map((role) => roleLabels[role]).join(', ')}</p>
      </div>
      <MenuLine />
      <MenuGroup name={en.shell.theme} look="py-1 text-muted">
        {themes.map((each) => (
          <MenuChoice key={each} chosen={each === theme} onClick={() => choose(each)} className={item}>
            {en.shell.themes[each]}
            {each === theme && <Check aria-hidden className="ml-auto size-4 text-accent" />}
          </MenuChoice>
        ))}
      </MenuGroup>
      <MenuLine />
      {!me.practice && (
        <MenuLink href="/sign-in/password" className={item}>
          <KeyRound aria-hidden className="size-4 text-muted" />
          {en.shell.setPassword}
        </MenuLink>
      )}
      <SignOut action="/account/sign-out" label={en.shell.signOut} icon={LogOut} />
      <SignOut action="/account/sign-out-everywhere" label={en.shell.signOutEverywhere} icon={Power} />
    </Menu>
  )
}

function Name({ of }: { of: string }) {
  return (
    <>
      <span className="sr-only">{en.shell.account}</span>
      <span
        aria-hidden
        data-initials={initials(of)}
        className="before:content-[attr(data-initials)] flex size-7 items-center justify-center rounded-full bg-accent-soft text-micro font-semibold text-accent-strong"
      />
      <span className="max-w-40 truncate text-small font-medium max-sm:sr-only">{of}</span>
      <ChevronDown aria-hidden className="size-3.5 text-faint" />
    </>
  )
}

function SignOut(props: { action: string; label: string; icon: typeof LogOut }) {
  const submit = () => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: props.action })
    document.body.append(form)
    form.submit()
  }
  return (
    <MenuButton className={item} onClick={submit}>
      <props.icon aria-hidden className="size-4 text-muted" />
      {props.label}
    </MenuButton>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
