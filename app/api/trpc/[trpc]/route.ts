import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { appRouter } from '#server/api/root.ts'
import { fromOurPages, sessionOfRequest } from '#server/api/session.ts'

async function handle(request: Request): Promise<Response> {
  if (!fromOurPages(request)) return new Response('Only pages of this portal may call this.', { status: 403 })
  return await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Reads whose input is nobody else's business come with it in the body.
    allowMethodOverride: true,
    createContext: async () => ({ actor: (await sessionOfRequest(request))?.actor ?? null }),
  })
}

export { handle as GET, handle as POST }
