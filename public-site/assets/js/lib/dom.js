/** Small things every module needs of the page. */

/**
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(root, selector, kind) {
  const element = root.querySelector(selector)
  if (element instanceof kind) return element
  throw new Error(`Nothing on this page is ${selector}`)
}

/** Says something to screen readers without moving them. */
export function announce(text) {
  find(document, '[data-announcements]', HTMLElement).textContent = text
}

/**
 * The page's own words for scripts, in its language: `texts()('left', { time: '8:42' })`.
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function texts() {
  const template = find(document, 'template[data-texts]', HTMLTemplateElement)
  const words = new Map(
    [...template.content.querySelectorAll('[data-key]')].map((item) => [item.dataset.key, item.textContent]),
  )
  return (key, values = {}) => filled(words.get(key) ?? '', values)
}

/** `filled('Book {time}', { time: '4:30' })` is "Book 4:30"; what has no value stays as it is. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}
