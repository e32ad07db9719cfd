import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: '/admin/',
  plugins: [react(), tailwindcss()],
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // The content security policy allows fonts from 'self' only: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The fonts are the public site's files.
  server: { fs: { allow: ['..'] }, proxy: { '/api': process.env.API_ORIGIN ?? 'http://localhost:8000' } },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/admin/' } },
    setupFiles: ['src/testing/setup.ts'],
    maxWorkers: 2,
    // Typing letter by letter takes its time on a machine that does other things as well.
    testTimeout: 20_000,
    css: false,
    restoreMocks: true,
  },
})
