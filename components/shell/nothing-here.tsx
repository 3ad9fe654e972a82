import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Page } from '#components/ui/page.tsx'

/** An address without a page, or with one that is not for this reader: both read the same. */
export function NothingHere() {
  return (
    <Page title={en.ui.notFound} lead={en.ui.notFoundWhy}>
      <ButtonLink href="/" look="primary">
        {en.ui.goHome}
      </ButtonLink>
    </Page>
  )
}
