import {
  chooseDesign,
  commentDesign,
  designComments,
  resolveComment,
  reviseDesign,
} from '#server/loop/designs/index.ts'
import { mutation, query, router } from './trpc.ts'

export const designs = router({
  choose: mutation(chooseDesign),
  revise: mutation(reviseDesign),
  comments: query(designComments),
  comment: mutation(commentDesign),
  resolve: mutation(resolveComment),
})
