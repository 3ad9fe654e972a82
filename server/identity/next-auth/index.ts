export { authOptions } from './options.ts'
export { cookieNames, csrfTokenOf } from './secret.ts'
