import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.js';

const source = (path: string): string => fileURLToPath(new URL(`../../libs/${path}`, import.meta.url));
const SERVER = 'http://127.0.0.1:4400';

// Libs are read from their sources, so that the pages build without a compile before and reload when a lib changes.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), precompress()],
  resolve: {
    alias: [
      { find: '@groundswell/ui/styles.css', replacement: source('ui/src/styles/index.css') },
      { find: /^@groundswell\/(kernel|contracts|ui)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: true,
    chunkSizeWarningLimit: 600,
  },
  server: {
    port: 4401,
    proxy: { '/graphql': { target: SERVER, ws: true }, '/exports': SERVER, '/healthz': SERVER, '/readyz': SERVER },
  },
});
