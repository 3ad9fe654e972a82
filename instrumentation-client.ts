import { settingOut } from '#components/shell/address.ts'

/** Next calls this whenever someone sets out for another page, by whatever link, key or button. */
export function onRouterTransitionStart(url: string): void {
  window.dispatchEvent(new CustomEvent(settingOut, { detail: url }))
}
