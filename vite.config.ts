import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the workbench (src/web) into dist/web, where the server finds it and serves it under /workbench/. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'src/web'),
  base: '/workbench/',
  plugins: [react()],
  // Nothing is copied unseen: every asset is imported where it is used.
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // MapLibre and the chart library are single chunks that only their own pages load.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
