import * as en from '#components/messages/en.ts'
import { Mark } from '#components/shell/mark.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'

const words = en.signIn.choose

/** After a one-time code, or later from the menu: the address and password to sign in with from now on. */
export function ChoosePassword({ email, problem }: { email: string | null; problem: string | null }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-5 px-5 py-10">
      <p className="flex items-center gap-3 text-lead font-semibold tracking-tight">
        <Mark />
        {en.shell.product}
      </p>
      <h1 className="text-display font-semibold tracking-tight">{words.title}</h1>
      <p className="-mt-3 text-muted">{words.lead}</p>
      {problem && (
        <Notice tone="bad" alert>
          {problem}
        </Notice>
      )}
      <form method="post" action="/account/password" className="grid gap-4">
        <TextField
          id="email"
          name="email"
          type="email"
          label={words.email}
          hint={words.emailHint}
          autoComplete="username"
          defaultValue={email ?? ''}
          required
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label={words.password}
          hint={words.passwordHint}
          autoComplete="new-password"
          minLength={15}
          required
        />
        <div className="flex gap-2">
          <Button type="submit" look="primary">
            {words.submit}
          </Button>
          <ButtonLink href="/" look="quiet">
            {words.later}
          </ButtonLink>
        </div>
      </form>
    </main>
  )
}
