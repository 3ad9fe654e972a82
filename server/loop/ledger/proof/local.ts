/** Whether an address is on the machine that asks: a witness there proves nothing against whoever runs that machine. */
export function isLocal(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false
  const host = new URL(url).hostname
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^(127\.|0\.0\.0\.0$)/.test(host)
}
