import { compose } from '#server/composition.ts'
import { wire } from '#server/ports/wired.ts'

let ready = false

/** Wires this process once; every way into the portal's server begins with it. Nothing is made until it is used. */
export function ensureWired(): void {
  if (ready) return
  wire(compose())
  ready = true
}
