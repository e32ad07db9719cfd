/** Forms that are on their way: a second press sends nothing, and the button says what happens. */

export function guardForms(page) {
  page.addEventListener('submit', ({ target, submitter, defaultPrevented }) => {
    if (!defaultPrevented) setBusy(target, submitter, true)
  })
  page.addEventListener('click', (event) => {
    const form = event.target.closest?.('button')?.form
    if (form?.dataset.busy) event.preventDefault()
  })
  // Coming back with the browser's button shows the page as it was left: mid-way.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const form of page.forms) setBusy(form, form.querySelector('[aria-busy]'), false)
  })
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button @param {boolean} busy */
export function setBusy(form, button, busy) {
  if (busy) form.dataset.busy = 'yes'
  else delete form.dataset.busy
  if (!button) return
  if (!busy) {
    button.removeAttribute('aria-busy')
    if (button.dataset.label) button.textContent = button.dataset.label
    return
  }
  button.setAttribute('aria-busy', 'true')
  if (!button.dataset.busy) return
  button.dataset.label = button.textContent
  button.style.minWidth = `${button.offsetWidth}px`
  button.textContent = button.dataset.busy
}
