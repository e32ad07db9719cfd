/** "+1 403 555 0142", as the site writes it: a North American number as people read it, in one piece; others stay as they are stored (E.164). */
export function formatPhone(phone: string): string {
  return phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1\u00a0$1\u00a0$2\u00a0$3')
}
