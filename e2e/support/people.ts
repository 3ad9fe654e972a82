import { type Browser, type BrowserContext, expect, type Page, test as plain } from '@playwright/test'

/** The running instance that is walked through. */
export interface Instance {
  portal: string
  edge: string
  data: string
  /** What it printed when it came up: how to sign in. */
  said: string
}

const practice = {
  requester: 'Practice Requester',
  lead: 'Practice Lead',
  manager: 'Practice Manager',
  security: 'Practice Security',
  council: 'Practice Council',
  auditor: 'Practice Auditor',
  onCall: 'Practice On-call',
  admin: 'Practice Admin',
} as const
export type PersonName = keyof typeof practice

/** Signs in as a person does: by the form on the page. */
export async function signInAs(page: Page, name: PersonName): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: `Sign in as ${practice[name]}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(practice[name])
}

type People = { [Name in PersonName]: Page } & {
  /** A page in a context of its own; what its console complains of fails the journey. */
  fresh: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>
}

const person =
  (name: PersonName) =>
  async ({ fresh }: { fresh: People['fresh'] }, use: (page: Page) => Promise<void>) => {
    const page = await fresh()
    await signInAs(page, name)
    await use(page)
  }

/** Journeys with people in them: each in a browser of their own, signed in when the journey first needs them. */
export const test = plain.extend<Instance & People>({
  portal: ['', { option: true }],
  edge: ['', { option: true }],
  data: ['', { option: true }],
  said: ['', { option: true }],
  fresh: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = []
    const complaints: string[] = []
    await use(async (options) => {
      const context = await browser.newContext({ baseURL, ...options })
      contexts.push(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
          complaints.push(message.text())
      })
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
    expect(complaints, 'what the pages complained of').toEqual([])
  },
  requester: person('requester'),
  lead: person('lead'),
  manager: person('manager'),
  security: person('security'),
  council: person('council'),
  auditor: person('auditor'),
  onCall: person('onCall'),
  admin: person('admin'),
})

export { expect }
