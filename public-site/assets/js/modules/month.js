/** The month as a grid of dates with its keys (APG, date grid): arrows by day and week, Home and End, pages by month. */

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** @param {HTMLElement} root - around the table, which is replaced as days are paged */
export function mount(root) {
  dress(root)
  document.addEventListener('times:swapped', () => dress(root))

  root.addEventListener('keydown', (event) => {
    const day = event.target.closest('[data-day]')
    if (!day || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const wanted = target(root, day, event.key)
    if (!wanted) return
    event.preventDefault()
    if (wanted === day) return
    if (wanted instanceof HTMLAnchorElement && wanted.dataset.month) turn(root, wanted, day.dataset.day)
    else focusDay(root, wanted)
  })
}

/** One day of the month can be tabbed to; the others are a key away. Days without a time are named, and lead nowhere. */
function dress(root) {
  const table = root.querySelector('table:not([role])')
  if (!table) return
  table.setAttribute('role', 'grid')
  for (const day of days(root)) {
    day.tabIndex = -1
    if (day.dataset.name) {
      day.setAttribute('role', 'link')
      day.setAttribute('aria-disabled', 'true')
      day.setAttribute('aria-label', day.dataset.name)
    }
  }
  const first = root.querySelector('.is-shown a[data-day], a[data-day], [data-day]')
  if (first) first.tabIndex = 0
}

function target(root, day, key) {
  const all = days(root)
  const index = all.indexOf(day)
  if (key in STEPS) return all[index + STEPS[key]] ?? pager(root, STEPS[key]) ?? day
  if (key === 'Home' || key === 'End') {
    const week = [...day.closest('tr').querySelectorAll('[data-day]')]
    return key === 'Home' ? week[0] : week[week.length - 1]
  }
  if (key === 'PageUp' || key === 'PageDown') return pager(root, key === 'PageUp' ? -1 : 1) ?? day
  return null
}

/** Turns the page, and goes to the same day of the other month, or to its last. */
function turn(root, link, from) {
  document.addEventListener(
    'times:shown',
    () => {
      const all = days(root)
      focusDay(root, all.find((day) => day.dataset.day.slice(8) === from.slice(8)) ?? all[all.length - 1])
    },
    { once: true },
  )
  link.click()
}

function focusDay(root, day) {
  for (const other of days(root)) other.tabIndex = other === day ? 0 : -1
  day?.focus()
}

function pager(root, step) {
  return root.querySelector(`a[data-month="${Math.sign(step)}"]`)
}

function days(root) {
  return [...root.querySelectorAll('[data-day]')]
}
