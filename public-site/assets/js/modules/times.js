/** Other days and other practitioners without a new page; every link works without this too. */

import { onVisitorsClock } from '../lib/dates.js'
import { announce } from '../lib/dom.js'
import { keptHold } from '../lib/draft.js'

/** @param {HTMLElement} root - around the times, a form where pressing one holds it; carries `data-zone`, `data-your-time` and `data-your-zone` */
export function mount(root) {
  let request = new AbortController()

  async function show(address, leavesTrace) {
    request.abort() // A slow answer for one week must not overwrite a quick one for the next.
    request = new AbortController()
    const { signal } = request
    root.classList.add('is-waiting')
    try {
      const response = await fetch(address, { signal, headers: { Accept: 'text/html' }, credentials: 'omit' })
      if (!response.ok) throw new Error(`${response.status}`)
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      if (leavesTrace) history.pushState(null, '', address)
      const news = page.querySelector('[data-swap="times"]')?.dataset.news ?? '' // swapping takes it out of the page
      swap(page)
      document.dispatchEvent(new CustomEvent('times:swapped'))
      addVisitorsTimes(root)
      announce(news)
      return true
    } catch {
      if (!signal.aborted) location.assign(address) // the browser itself says what is wrong
      return false
    } finally {
      if (!signal.aborted) root.classList.remove('is-waiting')
    }
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-page]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    show(link.href, true).then((isShown) => isShown && focusAfter(link))
  })
  window.addEventListener('popstate', () => show(location.href, false))
  if (root instanceof HTMLFormElement) root.addEventListener('submit', () => giveBackEarlierHold(root))
  if (addVisitorsTimes(root)) document.querySelector('.times__zone')?.append(` ${root.dataset.yourZone}`)
}

/** Somebody who came back with the browser's button chooses anew; their first choice must not count against them. */
function giveBackEarlierHold(root) {
  const token = keptHold()
  if (!token || root.elements.namedItem('replaces')) return
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name: 'replaces', value: token })
  root.append(field)
}

/** Replaces the parts both pages have, so that the server's markup stays the only one. */
function swap(page) {
  for (const old of document.querySelectorAll('[data-swap]')) {
    const fresh = page.querySelector(`[data-swap="${old.dataset.swap}"]`)
    if (fresh) old.replaceWith(document.adoptNode(fresh))
  }
}

/** Focus stays on the filter or the month's arrow that was pressed, or goes to the first of the days that were asked for. */
function focusAfter(link) {
  const stays = link.dataset.month ? `a[data-month="${link.dataset.month}"]` : link.closest('[data-swap="with"]') && '[data-swap="with"] a'
  if (stays) {
    const again = [...document.querySelectorAll(stays)]
    const same = again.find((other) => other.search === link.search) ?? again[0]
    // Past the last month its arrow is gone.
    const instead = document.querySelector('.month [tabindex="0"]')
    ;(same ?? instead)?.focus()
  } else {
    const heading = document.getElementById('first-day')
    heading?.focus()
    heading?.scrollIntoView({ block: 'start' })
  }
  document.dispatchEvent(new CustomEvent('times:shown'))
}

/** @returns {boolean} whether any were added: visitors in the studio's zone see its times alone */
function addVisitorsTimes(root) {
  let areAdded = false
  for (const time of root.querySelectorAll('.slot time')) {
    const yours = onVisitorsClock(time.dateTime, root.dataset.zone, document.documentElement.lang)
    if (!yours) continue
    const unseen = document.createElement('span')
    unseen.className = 'visually-hidden'
    unseen.textContent = ` ${root.dataset.yourTime}`
    const note = document.createElement('small')
    note.className = 'slot__yours'
    note.append(yours, unseen)
    time.after(' ', note)
    areAdded = true
  }
  return areAdded
}
