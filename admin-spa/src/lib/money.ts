/** An amount in the currency's minor unit, as the API speaks of it. Never a float. */
export type Money = { amount: number; currency: string }

export function formatMoney({ amount, currency }: Money, locale: string): string {
  const format = formatter(currency, locale)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  // Intl takes decimal strings exactly; dividing would make a float of it.
  return format.format(decimal(amount, digits) as Intl.StringNumericLiteral).replaceAll('\u202f', '\u00a0')
}

/** The amount as one types it: "115.00" for 11500 of a currency with two digits. */
export function decimal(amount: number, digits: number): string {
  const sign = amount < 0 ? '-' : ''
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  return sign + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`)
}

export function currencyDigits(currency: string): number {
  return formatter(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2
}

/** Minor units of what somebody typed, or null when it is no amount of this currency. Takes a comma for the point. */
export function parseAmount(typed: string, currency: string): number | null {
  const digits = currencyDigits(currency)
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim())
  if (!match) return null
  const [, whole = '', fraction = ''] = match
  if (fraction.length > digits) return null
  return Number(whole + fraction.padEnd(digits, '0'))
}

function formatter(currency: string, locale: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}
