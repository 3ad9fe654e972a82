export { answerFor, answerGraphql } from './answer.ts'
export { schema } from './schema.ts'
