import { createBrowserRouter, redirect } from 'react-router'

import { SignedIn } from './signed-in.tsx'
import { NotFound, ScreenError } from './screen-error.tsx'

export const router = createBrowserRouter(
  [
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./routes/sign-in.tsx')).SignInScreen }) },
    { path: 'set-up/:key', lazy: async () => ({ Component: (await import('./routes/set-up.tsx')).SetUpScreen }) },
    {
      Component: SignedIn,
      ErrorBoundary: ScreenError,
      children: [
        { index: true, loader: () => redirect('/today') },
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
        { path: '*', Component: NotFound },
      ],
    },
  ],
  { basename: '/admin' },
)

async function appointment() {
  return { Component: (await import('./routes/appointment.tsx')).AppointmentScreen }
}
