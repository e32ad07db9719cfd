import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'

import type { FakeStudio } from './fake-studio.ts'

export const server = setupServer()

/** Lets the app under test talk to this studio and to nothing else. */
export function serve(studio: FakeStudio): void {
  server.use(
    http.all('*/api/v1/*', async ({ request }) => {
      const url = new URL(request.url)
      const text = await request.text()
      const { status, body, headers } = studio.answer({
        method: request.method,
        path: url.pathname.replace('/api/v1/', ''),
        query: url.searchParams,
        body: text ? JSON.parse(text) : undefined,
        headers: request.headers,
      })
      return body === undefined ? new HttpResponse(null, { status }) : HttpResponse.json(body as object, { status, headers: headers ?? {} })
    }),
  )
}
