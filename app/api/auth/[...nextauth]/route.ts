import NextAuth from 'next-auth'
import { formText } from '#components/ui/form-text.ts'
import { ensureWired } from '#server/api/instance.ts'
import { authOptions, keepOnward } from '#server/identity/next-auth/index.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  ensureWired()
  return await NextAuth(authOptions())(request, context)
}

async function answerForm(request: Request, context: Context): Promise<Response> {
  // next-auth reads the request's only body; what is no form asks for nothing.
  const sent = request.clone()
  const answer = await handle(request, context)
  const form = await sent.formData().catch(() => new FormData())
  return keepOnward(answer, formText(form, 'onward'))
}

export { answerForm as POST, handle as GET }
