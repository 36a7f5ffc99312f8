import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npx vite build apps/console` → apps/console/dist, which the gateway serves.
// `npx vite apps/console` → a server for development that passes API calls on to the gateway of `npm start`.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
