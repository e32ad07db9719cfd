/** The one element for a selector that is shown: a list may be there twice, as a table and as cards. */
export function visible(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.checkVisibility?.() ?? true)
}
