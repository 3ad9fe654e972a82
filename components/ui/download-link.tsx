import { Download } from 'lucide-react'
import { buttonLook } from './button-look.ts'

/** Leads to a file. Plain, so that it works without a script; an address that refuses answers with why. */
export function DownloadLink(props: { href: string; children: string }) {
  return (
    <a href={props.href} className={buttonLook()}>
      <Download aria-hidden className="size-4" />
      {props.children}
    </a>
  )
}
