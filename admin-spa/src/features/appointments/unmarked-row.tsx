import { Link } from 'react-router'

import { ROW_LINK } from '../../components/link-row.tsx'
import type { Appointment } from '../../lib/types.ts'
import { Times, Where } from './agenda-row.tsx'
import { AttendanceButtons } from './attendance-buttons.tsx'

/** An appointment that is over and of which nobody has said yet whether the client came. */
export function UnmarkedRow({ appointment, to, isNamed }: { appointment: Appointment; to: string; isNamed: boolean }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 hover:bg-mist/40">
      <Times starts_at={appointment.starts_at} ends_at={appointment.ends_at} />
      <div className="min-w-0 flex-1">
        <Link to={to} className={`${ROW_LINK} font-strong`}>
          {appointment.client.name}
        </Link>
        <Where appointment={appointment} isNamed={isNamed} />
      </div>
      {/* Above the link that covers the row. */}
      <div className="relative flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
        <AttendanceButtons appointment={appointment} size="row" />
      </div>
    </li>
  )
}
