import { formText } from '#components/ui/form-text.ts'
import { answerForm, seeOther } from '#server/api/forms.ts'
import { fromOurPages, sessionOfRequest } from '#server/api/session.ts'
import type { PersonActor } from '#server/identity/index.ts'

/** Halting and resuming are plain forms: they work without a script, and answer with the page and how it went. */
export function haltForm(act: (actor: PersonActor, field: (name: string) => string) => Promise<string>) {
  return async (request: Request): Promise<Response> => {
    if (!fromOurPages(request)) return new Response(null, { status: 403 })
    const signedIn = await sessionOfRequest(request)
    if (!signedIn) return seeOther('/sign-in')
    const form = await request.formData()
    return await answerForm('/halt', () => act(signedIn.actor, (name) => formText(form, name)))
  }
}
