import {
  BellRing,
  CalendarCheck,
  CalendarOff,
  DoorOpen,
  Ellipsis,
  Leaf,
  MessagesSquare,
  Plus,
  SlidersVertical,
  SquarePen,
  Sun,
  UsersRound,
  X,
  type LucideIcon,
} from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'

import { ButtonLink, IconButton } from '../components/button.tsx'
import { Mark } from '../components/mark.tsx'
import { Monogram } from '../components/monogram.tsx'
import { readsMessages } from '../features/messages/api.ts'
import { useAttention } from '../features/messages/use-attention.ts'
import { useKeyboardOpen } from '../lib/keyboard.ts'
import { useMe, useStudio } from '../lib/studio.tsx'

type Name = 'today' | 'appointments' | 'messages' | 'services' | 'practitioners' | 'rooms' | 'closures' | 'templates' | 'reminders' | 'settings'
type Entry = { to: string; label: `nav.${Name}`; Icon: LucideIcon; for?: 'owner' | 'desk' }

const DAILY: Entry[] = [
  { to: '/today', label: 'nav.today', Icon: Sun },
  { to: '/appointments', label: 'nav.appointments', Icon: CalendarCheck },
]
const MESSAGES: Entry = { to: '/messages', label: 'nav.messages', Icon: MessagesSquare, for: 'desk' }
const SELDOM: Entry[] = [
  { to: '/services', label: 'nav.services', Icon: Leaf },
  { to: '/practitioners', label: 'nav.practitioners', Icon: UsersRound },
  { to: '/rooms', label: 'nav.rooms', Icon: DoorOpen },
  { to: '/closures', label: 'nav.closures', Icon: CalendarOff },
  { to: '/message-templates', label: 'nav.templates', Icon: SquarePen, for: 'desk' },
  { to: '/reminders', label: 'nav.reminders', Icon: BellRing, for: 'desk' },
]
const LAST: Entry[] = [{ to: '/settings', label: 'nav.settings', Icon: SlidersVertical, for: 'owner' }]

export function Sidebar() {
  const { t } = useTranslation()
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-r border-line px-3 py-4 wide:flex">
      <Wordmark />
      <nav aria-label={t('nav.main')} className="flex min-h-0 flex-1 flex-col overflow-y-auto pt-4">
        <Entries />
      </nav>
    </header>
  )
}

export function Drawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed while it is still there (an effect's clean-up comes after it is gone), it gives focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useEffect(() => {
    // Turned on its side a tablet is wide enough for the side bar; hidden, the drawer would still hold the whole page.
    const desk = window.matchMedia('(width >= 56.25rem)')
    desk.addEventListener('change', onClose)
    return () => desk.removeEventListener('change', onClose)
  }, [onClose])
  return (
    <dialog
      ref={dialog}
      aria-label={t('nav.menu')}
      className="slides-from-left m-0 h-dvh w-[min(20rem,86vw)] border-y-0 border-l-0 p-4 pt-[calc(0.5rem+env(safe-area-inset-top))] pb-[calc(1rem+env(safe-area-inset-bottom))] pl-[max(1rem,env(safe-area-inset-left))] wide:hidden"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose() // the scrim
      }}
    >
      <div className="flex min-h-full flex-col">
        <div className="flex items-center justify-between">
          <Wordmark />
          <IconButton label={t('nav.closeMenu')} onClick={onClose}>
            <X size={22} strokeWidth={1.6} aria-hidden="true" />
          </IconButton>
        </div>
        <nav aria-label={t('nav.main')} className="flex flex-1 flex-col pt-4">
          <Entries />
        </nav>
      </div>
    </dialog>
  )
}

/** Leaves where there is no room for it: on a phone on its side, and while a keyboard is up. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation()
  if (useKeyboardOpen()) return null
  return (
    <nav
      aria-label={t('nav.quick')}
      data-bottom-bar=""
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-4 border-t border-line bg-sheet px-1 pb-[env(safe-area-inset-bottom)] wide:hidden low:hidden"
    >
      {DAILY.map(({ to, label, Icon }) => (
        <NavLink key={to} to={to} className={TAB}>
          <Icon size={22} strokeWidth={1.6} aria-hidden="true" />
          {t(label)}
        </NavLink>
      ))}
      <NavLink to="/new" className={TAB}>
        <span className="grid h-8 w-13 place-items-center rounded-control bg-pine text-on-pine">
          <Plus size={22} strokeWidth={1.8} aria-hidden="true" />
        </span>
        {t('nav.new')}
      </NavLink>
      <button type="button" className={TAB} onClick={onMore} aria-haspopup="dialog">
        <Ellipsis size={22} strokeWidth={1.6} aria-hidden="true" />
        {t('nav.more')}
      </button>
    </nav>
  )
}

/** The rule over the tab one is on is short and lies on the bar's own line, so that it meets nothing in the tab. */
const TAB =
  'relative grid min-h-16 content-end justify-items-center gap-1 pb-2 text-tiny text-ink-2 -outline-offset-2 before:absolute before:-top-px before:h-0.75 before:w-13 aria-[current=page]:font-strong aria-[current=page]:text-ink aria-[current=page]:before:bg-ink'

function Wordmark() {
  const studio = useStudio()
  return (
    <Link to="/today" className="flex min-h-11 items-center gap-2.5 px-2 font-serif text-lead leading-tight font-medium">
      <Mark className="w-8 shrink-0" />
      <span className="text-balance">{studio.name}</span>
    </Link>
  )
}

function Entries() {
  const { t } = useTranslation()
  const me = useMe()
  const { role, name, email } = me
  const isFor = (entry: Entry) => (entry.for === 'owner' ? role === 'owner' : entry.for !== 'desk' || readsMessages(me))
  const links = (entries: Entry[]) => entries.filter(isFor).map((entry) => <EntryLink key={entry.to} {...entry} />)
  return (
    <>
      <ButtonLink to="/new" look="primary" className="mb-4 min-h-11! px-2! py-1.5 text-second text-balance" icon={<Plus size={20} strokeWidth={1.8} aria-hidden="true" />}>
        {t('nav.newBooking')}
      </ButtonLink>
      {links([...DAILY, MESSAGES])}
      <hr className="my-3 border-line" />
      {links(SELDOM)}
      <div className="mt-auto grid pt-6">
        {links(LAST)}
        <NavLink to="/account" className={ENTRY}>
          <Monogram name={name || email} />
          <span className="truncate">{name || email}</span>
        </NavLink>
      </div>
    </>
  )
}

const ENTRY =
  'pressable flex min-h-11 items-center gap-3 rounded-control px-2.5 text-second text-ink-2 -outline-offset-2 aria-[current=page]:bg-mist aria-[current=page]:font-strong aria-[current=page]:text-ink'

function EntryLink({ to, label, Icon }: Entry) {
  const { t } = useTranslation()
  return (
    <NavLink to={to} className={ENTRY}>
      <Icon size={20} strokeWidth={1.6} aria-hidden="true" />
      {t(label)}
      {to === MESSAGES.to && <Unanswered />}
    </NavLink>
  )
}

/** How many people nothing reached, on the entry that leads to them. */
function Unanswered() {
  const { t } = useTranslation()
  const people = useAttention()?.not_reached.people ?? 0
  if (people === 0) return null
  return (
    <span className="ml-auto">
      <span className="tnum grid h-6 min-w-6 place-items-center rounded-full bg-danger px-1.5 text-small font-strong text-sheet" aria-hidden="true">
        {people}
      </span>
      <span className="sr-only">{t('attention.notReached', { count: people })}</span>
    </span>
  )
}

/** In the corner of a phone's top bar: a dot when somebody was not reached. */
export function MessagesLink() {
  const { t } = useTranslation()
  const mayRead = readsMessages(useMe())
  const people = useAttention()?.not_reached.people ?? 0
  if (!mayRead) return <span className="size-11" />
  const label = people > 0 ? `${t('nav.messages')}, ${t('attention.notReached', { count: people })}` : t('nav.messages')
  return (
    <Link to="/messages" aria-label={label} title={label} className="pressable relative grid size-11 place-items-center rounded-control">
      <MessagesSquare size={22} strokeWidth={1.6} aria-hidden="true" />
      {people > 0 && <span className="absolute top-1.5 right-1.5 size-3 rounded-full border-2 border-paper bg-danger" aria-hidden="true" />}
    </Link>
  )
}
