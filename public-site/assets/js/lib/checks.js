/** What is wrong with typed details, as far as a browser can tell. The server asks the same again. */

/**
 * @param {Record<string, string | boolean>} typed by field name; boxes as booleans
 * @returns {{field: string, text: string, values: Record<string, string>}[]} `text`: key of the sentence
 */
export function wrongFields(typed) {
  const found = []
  const wrong = (field, text, values = {}) => found.push({ field, text, values })

  if (!filledIn(typed.name)) wrong('name', 'name')
  checkEmail(String(typed.email ?? '').trim(), wrong)
  const figures = String(typed.phone ?? '').replace(/\D/g, '')
  if (filledIn(typed.phone) && figures.length < 7) wrong('phone', 'phone')
  if (typed.sms && !filledIn(typed.phone)) wrong('phone', 'phoneToText')
  if (typed.terms === false) wrong('terms', 'terms')
  if (typed.health === false) wrong('health', 'health')
  return found
}

function checkEmail(email, wrong) {
  const [, at, domain] = /^[^@]*(@?)(.*)$/.exec(email)
  if (!email) wrong('email', 'email')
  else if (!at) wrong('email', 'emailSign')
  else if (domain && !domain.includes('.')) wrong('email', 'emailEnding', { domain })
  else if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) wrong('email', 'emailShape')
}

function filledIn(value) {
  return String(value ?? '').trim() !== ''
}
