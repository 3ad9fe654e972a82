import type { ReactNode } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'

/** Leads to a page by loading it anew: it works where little else does, and brings nothing along. */
export function PlainLink({ href, look, children }: { href: string; look?: ButtonLook; children: ReactNode }) {
  return (
    <a href={href} className={buttonLook(look)}>
      {children}
    </a>
  )
}
