import { endSessionOf } from '../end.ts'

export const POST = (request: Request) => endSessionOf(request, 'everywhere')
