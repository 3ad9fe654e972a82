import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { Shape } from './address.ts'

const bar = (width: string, height = 'h-3') => <div className={classes('rounded bg-line', width, height)} />

/** The shape of a page while it is on its way, where the page will stand; nothing moves when it comes. */
export function Skeleton({ shape }: { shape: Shape }) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-8 sm:py-9">
      <p role="status" className="sr-only">
        {en.ui.loading}
      </p>
      <div aria-hidden className="breathing">
        <div className="mb-6 grid gap-3">
          {bar('w-64 max-w-full', 'h-8')}
          {bar('w-96 max-w-full', 'h-4')}
        </div>
        {shapes[shape]}
      </div>
    </div>
  )
}

function Box({ children, className }: { children?: ReactNode; className?: string }) {
  return <div className={classes('rounded-panel border border-line bg-surface', className)}>{children}</div>
}

function Rows({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className="flex items-center gap-4 border-t border-line px-5 py-4 first:border-t-0">
      {bar('w-20', 'h-6')}
      <div className="grid flex-1 gap-2">
        {bar('w-1/2')}
        {bar('w-1/3', 'h-2.5')}
      </div>
      {bar('w-24 max-sm:hidden', 'h-6')}
    </div>
  ))
}

const rows = (count: number) => (
  <Box>
    <Rows count={count} />
  </Box>
)

const shapes: Record<Shape, ReactNode> = {
  rows: rows(8),
  panels: (
    <div className="grid gap-5">
      {rows(2)}
      {rows(4)}
    </div>
  ),
  form: (
    <div className="grid gap-5 lg:grid-cols-2">
      <Box className="h-96" />
      <Box className="h-56" />
    </div>
  ),
  detail: (
    <div className="grid gap-5">
      <Box className="h-16" />
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        {rows(5)}
        <Box className="h-64" />
      </div>
    </div>
  ),
}
