import { formText } from '#components/ui/form-text.ts'
import { fault } from '#server/api/failures.ts'
import { seeOther, withFlash } from '#server/api/forms.ts'
import { fromOurPages, sessionOfRequest } from '#server/api/session.ts'
import { choosePassword } from '#server/identity/index.ts'
import { Failure } from '#server/platform/errors.ts'

/** Sets the address and password of whoever is signed in, from a plain form. */
export async function POST(request: Request): Promise<Response> {
  if (!fromOurPages(request)) return new Response(null, { status: 403 })
  const signedIn = await sessionOfRequest(request)
  if (!signedIn) return seeOther('/sign-in')
  const form = await request.formData()
  try {
    await choosePassword(signedIn.actor, { email: formText(form, 'email'), password: formText(form, 'password') })
    return seeOther('/')
  } catch (error) {
    const failure = error instanceof Failure ? error : fault(error)
    return withFlash('/sign-in/password', { tone: 'bad', text: failure.message })
  }
}
