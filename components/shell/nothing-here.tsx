import * as en from '#components/messages/en.ts'
import { buttonLook } from '#components/ui/button-look.ts'
import { Page } from '#components/ui/page.tsx'

/** An address without a page, or with one that is not for this reader: both read the same. Its link is plain: every page carries it. */
export function NothingHere() {
  return (
    <Page title={en.ui.notFound} lead={en.ui.notFoundWhy}>
      <a href="/" className={buttonLook('primary')}>
        {en.ui.goHome}
      </a>
    </Page>
  )
}
