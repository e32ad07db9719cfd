/** An undo that is over says so, rather than wait to be refused. */

/** @param {HTMLFormElement} form - carries `data-left` in seconds, and `data-over`, the words for when it is over */
export function mount(form) {
  const endsAt = Date.now() + Number(form.dataset.left) * 1000

  function look() {
    if (Date.now() < endsAt) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    const told = document.createElement('p')
    told.className = 'quiet'
    told.tabIndex = -1
    told.textContent = form.dataset.over
    const hadFocus = form.contains(document.activeElement)
    form.replaceWith(told)
    if (hadFocus) told.focus()
  }

  // A laptop that slept wakes to the truth.
  document.addEventListener('visibilitychange', look)
  const timer = setInterval(look, 1000)
}
