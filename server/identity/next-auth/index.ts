export { keepOnward } from './failed.ts'
export { authOptions } from './options.ts'
export { cookieNames, csrfTokenOf } from './secret.ts'
