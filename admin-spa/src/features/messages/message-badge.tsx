import { CircleHelp, Clock, ClockAlert, MailX } from 'lucide-react'

import type { Message } from '../../lib/types.ts'
import { useStateWords, type Cue } from './state.ts'

const LOUD: Partial<Record<Cue, { Icon: typeof MailX; colour: string }>> = {
  failed: { Icon: MailX, colour: 'bg-danger-wash text-danger' },
  uncertain: { Icon: CircleHelp, colour: 'bg-danger-wash text-danger' },
  late: { Icon: ClockAlert, colour: 'bg-warn-wash text-warn' },
  missed: { Icon: Clock, colour: 'bg-warn-wash text-warn' },
}

/** What became of a message. Only what is out of the ordinary carries a badge; the rest says it quietly. */
export function MessageState({ message }: { message: Message }) {
  const { cue, brief } = useStateWords(message)
  const loud = LOUD[cue]
  if (!loud) return <span className="tnum text-second text-ink-2">{brief}</span>
  return (
    <span className={`inline-flex min-h-7 items-center gap-1.5 rounded-label px-2 text-small font-strong whitespace-nowrap ${loud.colour}`}>
      <loud.Icon size={16} strokeWidth={1.8} aria-hidden="true" />
      {brief}
    </span>
  )
}

export function isLoud(cue: Cue): boolean {
  return cue in LOUD
}
