import * as en from '#components/messages/en.ts'
import { Page } from '#components/ui/page.tsx'
import { PlainLink } from '#components/ui/plain-link.tsx'

/** An address without a page, or with one that is not for this reader: both read the same. Its link is plain: every page carries it. */
export function NothingHere() {
  return (
    <Page title={en.ui.notFound} lead={en.ui.notFoundWhy}>
      <PlainLink href="/" look="primary">
        {en.ui.goHome}
      </PlainLink>
    </Page>
  )
}
