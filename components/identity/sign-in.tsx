import * as en from '#components/messages/en.ts'
import { Mark } from '#components/shell/mark.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Hidden } from './hidden.tsx'
import { PracticeTeam, type TeamMember } from './practice-team.tsx'

const words = en.signIn

/** Every way in is a plain form: it works before any script has come, and without. */
export function SignIn(props: {
  csrfToken: string
  team: readonly TeamMember[]
  problem: string | null
  /** Where to go on, on this portal. */
  next: string
}) {
  const { csrfToken, team, problem, next } = props
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-6xl content-center gap-x-16 gap-y-8 px-5 py-10 lg:grid-cols-[22rem_1fr]">
      <div className="grid content-start gap-6">
        <p className="flex items-center gap-3 text-lead font-semibold tracking-tight">
          <Mark />
          {en.shell.product}
        </p>
        <h1 className="text-display font-semibold tracking-tight">{words.title}</h1>
        <p className="-mt-4 text-muted">{words.lead}</p>
        {problem && (
          <Notice tone={isNews(problem) ? 'note' : 'bad'} alert={!isNews(problem)}>
            {sentenceFor(problem)}
          </Notice>
        )}
        <CodeForm csrfToken={csrfToken} onward={next} />
        <PasswordForm csrfToken={csrfToken} next={next} />
      </div>
      {team.length > 0 && <PracticeTeam csrfToken={csrfToken} team={team} next={next} />}
    </main>
  )
}

function CodeForm({ csrfToken, onward }: { csrfToken: string; onward: string }) {
  return (
    <form method="post" action="/api/auth/callback/code" className="grid gap-3 border-t border-line pt-5">
      <h2 className="font-semibold">{words.code.title}</h2>
      <Hidden csrfToken={csrfToken} next="/sign-in/password" onward={onward} />
      <TextField
        id="code"
        name="code"
        label={words.code.label}
        hint={words.code.hint}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        required
        className="font-mono tracking-wide"
      />
      <Button type="submit" look="plain" className="justify-self-start">
        {words.code.submit}
      </Button>
    </form>
  )
}

function PasswordForm({ csrfToken, next }: { csrfToken: string; next: string }) {
  return (
    <form method="post" action="/api/auth/callback/password" className="grid gap-3 border-t border-line pt-5">
      <h2 className="font-semibold">{words.password.title}</h2>
      <Hidden csrfToken={csrfToken} next={next} />
      <TextField id="email" name="email" type="email" label={words.password.email} autoComplete="username" required />
      <TextField
        id="password"
        name="password"
        type="password"
        label={words.password.password}
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="plain" className="justify-self-start">
        {words.password.submit}
      </Button>
    </form>
  )
}

const isNews = (problem: string) => problem === 'signedOut' || problem === 'onward'

function sentenceFor(problem: string): string {
  const known: Record<string, string> = words.problems
  return known[problem] ?? words.problems.unavailable
}
