import * as en from '#components/messages/en.ts'
import { Mark } from '#components/shell/mark.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ReadPermission } from '#server/identity/permissions.ts'
import type { Actor } from '#server/identity/vocabulary.ts'
import { Forbidden } from './forbidden.tsx'

/** For someone signed in who may not even see the frame of the console: why, whom to ask, and the way out. */
export function Outside({ actor, missing }: { actor: Actor; missing: ReadPermission }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-2xl content-center gap-6 px-5 py-10">
      <p className="flex items-center gap-3 text-lead font-semibold tracking-tight">
        <Mark />
        {en.shell.product}
      </p>
      <h1 className="text-display font-semibold tracking-tight">{en.ui.forbidden.outside}</h1>
      <Forbidden actor={actor} permission={missing} />
      <form method="post" action="/account/sign-out">
        <Button type="submit">{en.shell.signOut}</Button>
      </form>
    </main>
  )
}
