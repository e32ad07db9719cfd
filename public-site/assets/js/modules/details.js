/** The details form, taken over: errors where they are, one booking however often it is sent, nothing typed ever lost. */

import { keyRing, post } from '../lib/api.js'
import { wrongFields } from '../lib/checks.js'
import { onVisitorsClock } from '../lib/dates.js'
import { find, texts } from '../lib/dom.js'
import { keep, keepHold, kept } from '../lib/draft.js'
import { setBusy } from '../lib/forms.js'
import { fieldErrors, Problem } from '../lib/problem.js'

const TYPED = ['name', 'email', 'phone', 'note']
const TICKED = ['terms', 'health', 'sms', 'marketing']

/** @param {HTMLFormElement} form - carries `data-address`, `data-token`, `data-home` and `data-zone` */
export function mount(form) {
  const words = texts()
  const summary = find(form, '[data-summary]', HTMLElement)
  const lost = find(form, '[data-lost]', HTMLElement)
  const button = find(form, '[data-book]', HTMLButtonElement)
  const keyFor = keyRing()
  const title = document.title

  // A page that answered a POST shows another address than its own: reloading it would send the form again.
  history.replaceState(null, '', form.dataset.address)
  keepHold(form.dataset.token)
  restore(form)
  addVisitorsTime(form, words)
  if (!summary.hidden) summary.focus()

  form.addEventListener('input', ({ target }) => {
    keep(read(form))
    clear(target.closest('[data-field]'))
  })
  form.addEventListener('submit', (event) => {
    // "Keep longer" and "hold again" are buttons of this form too; they go their own way.
    if (event.submitter !== button && event.submitter !== null) return
    // What only a program fills in goes to the page itself, which asks for one more press. Nobody is too quick here:
    // what an earlier page of this tab kept is filled in already.
    if (form.elements.namedItem('homepage')?.value) return
    event.preventDefault()
    if (!form.dataset.busy) send()
  })
  document.addEventListener('hold:over', () => showLost(words('overTitle'), words('overText')))
  document.addEventListener('hold:problem', ({ detail }) => showRefusal(detail, 'offlineHeld'))

  async function send() {
    const typed = read(form)
    const wrong = wrongFields(typed)
    if (wrong.length) {
      showWrong(wrong.map(({ field, text, values }) => ({ field, text: words(text, values) })))
      return
    }
    setBusy(form, button, true)
    hideAll()
    try {
      const request = bookingOf(typed, form)
      const { body } = await post('bookings', request, { key: keyFor(request) })
      location.assign(`${form.dataset.home}b/${body.manage_token}/confirmed/`)
    } catch (problem) {
      setBusy(form, button, false)
      if (!(problem instanceof Problem)) throw problem
      answer(problem)
    }
  }

  function answer(problem) {
    const wrong = fieldErrors(problem).filter(({ field }) => form.elements.namedItem(field))
    if (problem.type === 'hold-expired') showLost(words('overTitle'), words('overText'))
    else if (wrong.length) showWrong(wrong.map(({ field }) => ({ field, text: sentenceFor(field) })))
    else if (problem.type === 'consent-required') {
      showWrong(problem.facts.consents.map((field) => ({ field, text: words(field) })))
    } else showRefusal(problem)
  }

  /** The page's own sentence for this field: the API's is not in the page's language. */
  function sentenceFor(field) {
    const own = { email: 'emailShape', phone: 'phone', name: 'name', note: 'note' }[field]
    return words(own ?? 'other')
  }

  function showWrong(wrong) {
    hideAll()
    const list = find(summary, 'ul', HTMLUListElement)
    for (const { field, text } of wrong) {
      mark(form, field, text)
      const link = document.createElement('a')
      link.href = `#id_${field}`
      link.textContent = text
      const item = document.createElement('li')
      item.append(link)
      list.append(item)
    }
    tell(summary, words(`wrong${wrong.length}`), words('safe'))
  }

  function showRefusal(problem, offlineText = 'offlineText') {
    hideAll()
    if (problem.type === 'unreachable') tell(summary, words('offline'), words(offlineText))
    else if (problem.type === 'hold-limit-reached') tell(summary, words('limitTitle'), words('limitText'))
    else if (problem.status === 429) tell(summary, words('oftenTitle'), words('oftenText'))
    else tell(summary, words('failedTitle'), words('failedText'))
  }

  function showLost(news, text) {
    hideAll()
    tell(lost, news, text)
  }

  /** In the tab's name too: it is the first thing that is read of a page that changed. */
  function tell(notice, news, text) {
    document.title = `${words('error')} ${title.replace(`${words('error')} `, '')}`
    show(notice, news, text)
  }

  function hideAll() {
    document.title = title.replace(`${words('error')} `, '')
    summary.hidden = true
    lost.hidden = true
    find(summary, 'ul', HTMLUListElement).replaceChildren()
    for (const field of form.querySelectorAll('[data-field]')) clear(field)
  }
}

function show(notice, title, text) {
  find(notice, 'h2', HTMLElement).textContent = title
  find(notice, '[data-text]', HTMLElement).textContent = text
  notice.hidden = false
  notice.focus()
}

function mark(form, name, text) {
  const field = find(form, `[data-field="${name}"]`, HTMLElement)
  unfold(field)
  field.classList.add('field--wrong')
  find(field, 'input, textarea', HTMLElement).setAttribute('aria-invalid', 'true')
  const error = find(field, '.field__error', HTMLElement)
  find(error, 'span', HTMLElement).textContent = text
  error.hidden = false
}

/** An error goes as soon as its field is mended; whether it is right is asked when the form is sent. */
function clear(field) {
  if (!field?.classList.contains('field--wrong')) return
  field.classList.remove('field--wrong')
  field.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid')
  find(field, '.field__error', HTMLElement).hidden = true
}

/** What is typed, or wrong, must be seen. */
function unfold(field) {
  const folded = field?.closest('details')
  if (folded) folded.open = true
}

function read(form) {
  const typed = {}
  for (const name of TYPED) typed[name] = form.elements.namedItem(name)?.value ?? ''
  for (const name of TICKED) typed[name] = form.elements.namedItem(name)?.checked
  return typed
}

/** What an earlier page of this tab kept, where the server filled in nothing. */
function restore(form) {
  const before = kept()
  if (TYPED.some((name) => form.elements.namedItem(name)?.value)) return
  for (const name of TYPED.filter((typed) => before[typed])) {
    form.elements.namedItem(name).value = before[name]
    unfold(form.elements.namedItem(name))
  }
  for (const name of TICKED) if (before[name] && form.elements.namedItem(name)) form.elements.namedItem(name).checked = true
}

function bookingOf(typed, form) {
  const consents = Object.fromEntries(TICKED.filter((name) => typed[name] !== undefined).map((name) => [name, typed[name]]))
  return {
    hold_token: form.dataset.token,
    client: { name: typed.name.trim(), email: typed.email.trim(), phone: typed.phone.trim() },
    consents,
    note: typed.note,
    language: document.documentElement.lang.slice(0, 2),
  }
}

function addVisitorsTime(form, words) {
  const place = form.querySelector('[data-your-time]')
  const time = place && onVisitorsClock(place.dataset.yourTime, form.dataset.zone, document.documentElement.lang)
  if (time) place.textContent = ` ${words('yourTime', { time })}`
}
