import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env['TAPEDECK_GATEWAY'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // The directory belongs to the page alone: it is emptied before each build.
    outDir: process.env['TAPEDECK_WEBUI_OUT'] ?? '../../../target/classes/META-INF/resources',
    emptyOutDir: true,
    // An inlined asset is a data: address, which the page's content policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: {
      '/api': { target: gateway },
      '/ws': { target: gateway.replace(/^http/, 'ws'), ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    css: false,
    restoreMocks: true,
    // A loaded machine is slow, not wrong: what a test awaits has its own condition.
    testTimeout: 60_000,
  },
});
