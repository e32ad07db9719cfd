import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { vi } from 'vitest'

import { Providers } from '../app/providers.tsx'
import { BASE, routes } from '../app/router.tsx'
import { keep } from '../lib/token.ts'
import type { FakeStudio } from './fake-studio.ts'
import { serve } from './server.ts'

/** Signs in at the studio and opens a screen of the app, as somebody would who types its address. */
export function openApp(path: string, studio: FakeStudio, { signedIn = true } = {}) {
  vi.useFakeTimers({ now: new Date(studio.now), toFake: ['Date'] })
  serve(studio)
  if (signedIn) keep({ access_token: studio.token, expires_at: '2027-03-10T19:53:00Z' })
  const router = createMemoryRouter(routes, { basename: BASE, initialEntries: [BASE + path] })
  render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  )
  return { router, user: userEvent.setup(), at: () => router.state.location.pathname + router.state.location.search }
}

/** The window is a phone's for the rest of the test. */
export function onPhone(): void {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) =>
      ({ matches: query.startsWith('(width <'), media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList,
  )
}
