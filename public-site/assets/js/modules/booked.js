/** The booking is made: what was typed for it need not stay in this tab. */

import { forget } from '../lib/draft.js'

export function mount() {
  forget()
}
