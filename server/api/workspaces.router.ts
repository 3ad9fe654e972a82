import { governedServices, listWorkspaces } from '#server/workspaces/index.ts'
import { query, router } from './trpc.ts'

export const workspaces = router({ list: query(listWorkspaces), governed: query(governedServices) })
