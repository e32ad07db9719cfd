import { Link } from 'react-router'

import type { Appointment } from '../../lib/types.ts'
import { Times, Where } from './agenda-row.tsx'
import { AttendanceButtons } from './attendance-buttons.tsx'

/** An appointment that is over and of which nobody has said yet whether the client came. */
export function UnmarkedRow({ appointment, to }: { appointment: Appointment; to: string }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <Times starts_at={appointment.starts_at} ends_at={appointment.ends_at} />
      <div className="min-w-0 flex-1">
        <Link to={to} className="inline-flex min-h-6 items-center font-strong hover:underline">
          {appointment.client.name}
        </Link>
        <Where appointment={appointment} />
      </div>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
        <AttendanceButtons appointment={appointment} size="row" />
      </div>
    </li>
  )
}
