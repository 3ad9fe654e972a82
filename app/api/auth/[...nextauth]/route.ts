import NextAuth from 'next-auth'
import { ensureWired } from '#server/api/instance.ts'
import { authOptions } from '#server/identity/next-auth/index.ts'

async function handle(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  ensureWired()
  return await NextAuth(authOptions())(request, context)
}

export { handle as GET, handle as POST }
