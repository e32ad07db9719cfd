import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'

import { ButtonLink } from '../components/button.tsx'

/** Adds one to the list it stands above. The sidebar has the primary button, so this is a second one. */
export function AddLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <ButtonLink to={to} icon={<Plus size={20} strokeWidth={1.6} aria-hidden="true" />}>
      {children}
    </ButtonLink>
  )
}
