import { announcementOf, type ChangeState, changeMachine } from '#server/loop/change/index.ts'
import { concurrency, type QueueName, queues, routes } from '#workers/routes.ts'
import { code, type Page, referencePage, table } from './page.ts'

const work: Record<QueueName, string> = {
  designs: 'Makes one to three options of an intent.',
  codegen: 'Writes the chosen design in a worktree, checks it, commits it.',
  guards: 'Gathers facts about the commit and lets the policy judge.',
  builds: 'Builds the judged commit into an artifact; prepares a workspace that was just added.',
  approvals: 'Puts a design or the sealed evidence to the people its tier asks for; the Low tier to the policy.',
  rollouts: "Takes the service's release lane and lets the policy judge the deployment.",
  merges: 'Moves the main branch to the approved commit; appends a revert after a rollback.',
}

/** What is announced, and which job looks at it. */
export const events: Page = {
  path: 'docs/reference/events.md',
  render() {
    const reached = Object.keys(changeMachine.table).map((state) => announcementOf(state as ChangeState))
    const known = [...new Set([...reached, ...Object.keys(routes)])]
    const heard = known.map((event) => {
      const queue = routes[event]
      return [code(event), queue ? code(queue) : 'nobody: for readers']
    })
    return referencePage(
      'Events and jobs',
      '`server/loop/change` and `workers/routes.ts`',
      'An event is a row of the outbox, written in the transaction of the act that caused it. The worker turns it into a BullMQ job that carries ids only; the row carries the truth, so a job that comes twice does nothing twice. Rollbacks, halts and timers do not depend on jobs.',
      '## Events',
      table(['Event', 'Queue'], heard),
      '## Queues',
      table(
        ['Queue', 'At once in a worker', 'What its job does'],
        queues.map((queue) => [code(queue), String(concurrency[queue]), work[queue]]),
      ),
    )
  },
}
