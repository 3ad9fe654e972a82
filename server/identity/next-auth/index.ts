export { authOptions } from './options.ts'
export { cookieNames, csrfTokenOf, newCsrfCookie } from './secret.ts'
