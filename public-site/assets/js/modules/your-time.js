/** Adds "(6:30 pm your time)" to a studio time, only where the visitor's clock shows another one. */

import { onVisitorsClock } from '../lib/dates.js'
import { filled } from '../lib/dom.js'

/** @param {HTMLElement} root - carries `data-moment`, `data-zone` and `data-text` */
export function mount(root) {
  const time = onVisitorsClock(root.dataset.moment, root.dataset.zone, document.documentElement.lang)
  if (time) root.textContent = ` ${filled(root.dataset.text, { time })}`
}
