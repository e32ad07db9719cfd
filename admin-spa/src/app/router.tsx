import { createBrowserRouter, redirect, type RouteObject } from 'react-router'

import { SignedIn } from './signed-in.tsx'
import { NotFound, ScreenError } from './screen-error.tsx'

const services = () => import('./routes/services.tsx')
const people = () => import('./routes/people.tsx')
const closures = () => import('./routes/closures.tsx')
const messages = () => import('./routes/messages.tsx')
const templates = () => import('./routes/templates.tsx')

export const BASE = '/admin'

export const routes: RouteObject[] = [
  { path: 'sign-in', HydrateFallback: () => null, lazy: async () => ({ Component: (await import('./routes/sign-in.tsx')).SignInScreen }) },
  { path: 'set-up/:key', HydrateFallback: () => null, lazy: async () => ({ Component: (await import('./routes/set-up.tsx')).SetUpScreen }) },
  {
    Component: SignedIn,
    HydrateFallback: () => null,
    ErrorBoundary: ScreenError,
    children: [
      { index: true, loader: () => redirect('/today'), Component: () => null },
      {
        path: 'today',
        lazy: async () => ({ Component: (await import('./routes/today.tsx')).TodayScreen }),
        children: [{ path: ':reference', lazy: appointment }],
      },
      {
        path: 'appointments',
        lazy: async () => ({ Component: (await import('./routes/appointments.tsx')).AppointmentsScreen }),
        children: [{ path: ':reference', lazy: appointment }],
      },
      { path: 'new', lazy: async () => ({ Component: (await import('./routes/new.tsx')).NewBookingScreen }) },
      {
        path: 'services',
        lazy: async () => ({ Component: (await services()).ServicesScreen }),
        children: ['new', ':slug'].map((path) => ({ path, lazy: async () => ({ Component: (await services()).ServiceScreen }) })),
      },
      {
        path: 'practitioners',
        lazy: async () => ({ Component: (await people()).PractitionersScreen }),
        children: [
          ...['new', ':slug'].map((path) => ({ path, lazy: async () => ({ Component: (await people()).PractitionerScreen }) })),
          { path: ':slug/hours', lazy: async () => ({ Component: (await people()).HoursScreen }) },
        ],
      },
      {
        path: 'rooms',
        lazy: async () => ({ Component: (await people()).RoomsScreen }),
        children: ['new', ':slug'].map((path) => ({ path, lazy: async () => ({ Component: (await people()).RoomScreen }) })),
      },
      {
        path: 'closures',
        lazy: async () => ({ Component: (await closures()).ClosuresScreen }),
        children: [{ path: 'new', lazy: async () => ({ Component: (await closures()).NewClosureScreen }) }],
      },
      {
        path: 'messages',
        lazy: async () => ({ Component: (await messages()).MessagesScreen }),
        children: [{ path: ':key', lazy: async () => ({ Component: (await messages()).MessageScreen }) }],
      },
      { path: 'message-templates', lazy: async () => ({ Component: (await templates()).TemplatesScreen }) },
      { path: 'message-templates/:event/:channel/:language', lazy: async () => ({ Component: (await templates()).TemplateScreen }) },
      { path: 'reminders', lazy: async () => ({ Component: (await import('./routes/reminders.tsx')).RemindersScreen }) },
      { path: 'settings', lazy: async () => ({ Component: (await import('./routes/studio.tsx')).StudioScreen }) },
      { path: 'account', lazy: async () => ({ Component: (await import('./routes/account.tsx')).AccountScreen }) },
      { path: '*', Component: NotFound },
    ],
  },
]

export const startRouter = () => createBrowserRouter(routes, { basename: BASE })

async function appointment() {
  return { Component: (await import('./routes/appointment.tsx')).AppointmentScreen }
}
