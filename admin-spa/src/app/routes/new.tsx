import { useQuery } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'

import { ListSkeleton } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { toast } from '../../components/toast.tsx'
import { clientQuery } from '../../features/booking/api.ts'
import { BookingForm } from '../../features/booking/booking-form.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'

/** Booking by hand. The address may begin it: `?client=7&service=relaxation&practitioner=maren&day=2027-03-11&at=14:30`. */
export function NewBookingScreen() {
  const { t, i18n } = useTranslation()
  const dates = useDates()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const today = dates.dayOf(useNow(60_000))
  const clientId = search.get('client') ?? ''
  const client = useQuery(clientQuery(clientId))
  const asked = search.get('day') ?? today
  const draft = {
    service: search.get('service') ?? '',
    practitioner: search.get('practitioner') ?? '',
    day: asked < today ? today : asked,
    at: search.get('at') ?? '',
  }

  return (
    <Page title={t('booking.title')}>
      {clientId && client.isPending ? (
        <ListSkeleton />
      ) : (
        <I18nProvider locale={i18n.language === 'fr' ? 'fr-CA' : 'en-CA'}>
          <BookingForm
            key={clientId}
            draft={draft}
            initialClient={client.data ? { kind: 'known', client: client.data } : { kind: 'none' }}
            onDraft={(changed) =>
              setSearch(
                (before) => {
                  const after = new URLSearchParams(before)
                  for (const [name, value] of Object.entries(changed)) {
                    if (value) after.set(name, value)
                    else after.delete(name)
                  }
                  return after
                },
                { replace: true, preventScrollReset: true },
              )
            }
            onBooked={(appointment) => {
              toast(t('booking.done', { name: appointment.client.name, when: dates.moment(appointment.starts_at) }))
              const day = dates.dayOf(appointment.starts_at)
              void navigate(`/today/${appointment.reference}${day === today ? '' : `?day=${day}`}`)
            }}
          />
        </I18nProvider>
      )}
    </Page>
  )
}
