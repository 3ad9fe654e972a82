import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

const item =
  'flex w-full items-center rounded-control px-2.5 text-left text-ink outline-none hover:bg-sunken focus:bg-sunken'

export function MenuLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link role="menuitem" tabIndex={-1} className={classes(item, className)} {...rest} />
}

export function MenuButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" role="menuitem" tabIndex={-1} className={classes(item, className)} {...rest} />
}

/** One of several, of which one is chosen; the menu stays open. */
export function MenuChoice({ className, chosen, ...rest }: { chosen: boolean } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={chosen}
      tabIndex={-1}
      className={classes(item, className)}
      {...rest}
    />
  )
}

/** Items under one name. */
export function MenuGroup({ name, look, children }: { name: string; look: string; children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={classes('px-2.5 text-micro', look)}>
        {name}
      </div>
      {children}
    </div>
  )
}

export function MenuLine() {
  return <hr className="my-1 border-line" />
}
