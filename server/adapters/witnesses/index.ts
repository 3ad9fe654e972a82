export { httpWitnesses } from './http.ts'
