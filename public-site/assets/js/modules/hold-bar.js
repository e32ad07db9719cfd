/** How long the time is still held: counts down quietly, speaks at two minutes and thirty seconds, holds longer. */

import { post } from '../lib/api.js'
import { countdown } from '../lib/dates.js'
import { announce, find, texts } from '../lib/dom.js'

const SPOKEN = [
  [120, 'twoMinutes'],
  [30, 'thirtySeconds'],
]

/** @param {HTMLElement} root - carries `data-left` and `data-all` in seconds, and `data-token` */
export function mount(root) {
  const words = texts()
  const label = find(root, '[data-left-text]', HTMLElement)
  const line = find(root, '.hold-bar__line > span', HTMLElement)
  const button = find(root, '[data-extend]', HTMLButtonElement)
  let inAll = Number(root.dataset.all)
  let endsAt = Date.now() + Number(root.dataset.left) * 1000
  let last = Number(root.dataset.left)
  let isOver = false

  function tick() {
    const left = (endsAt - Date.now()) / 1000
    if (left <= 0) return over()
    label.textContent = words('left', { time: countdown(left) })
    line.style.transform = `scaleX(${Math.min(1, left / inAll)})`
    for (const [seconds, text] of SPOKEN) if (last > seconds && left <= seconds) announce(words(text))
    last = left
    return undefined
  }

  function over() {
    if (isOver) return
    isOver = true
    clearInterval(timer)
    label.textContent = words('over')
    line.style.transform = 'scaleX(0)'
    root.classList.add('is-over')
    button.hidden = true
    document.dispatchEvent(new CustomEvent('hold:over'))
  }

  async function extend() {
    button.setAttribute('aria-busy', 'true')
    try {
      const { body, at } = await post('holds/extension', { hold_token: root.dataset.token })
      endsAt = Date.now() + Date.parse(body.expires_at) - at
      inAll = last = (endsAt - Date.now()) / 1000
      tick()
      announce(words('extended'))
    } catch (problem) {
      if (problem.type === 'hold-expired') over()
      else document.dispatchEvent(new CustomEvent('hold:problem', { detail: problem }))
    } finally {
      button.removeAttribute('aria-busy')
    }
  }

  button.addEventListener('click', (event) => {
    event.preventDefault()
    if (button.getAttribute('aria-busy') !== 'true') extend()
  })
  // A laptop that slept, or a tab come back to, must not show time that is gone.
  document.addEventListener('visibilitychange', () => isOver || tick())
  const timer = setInterval(tick, 1000)
  tick()
}
