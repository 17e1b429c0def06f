import { defineConfig } from 'vite'

// The service worker: one classic script beside the page, under a name that stays. Browsers differ in whether such workers may import.
export default defineConfig({
  resolve: { conditions: ['tabricate:source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    emptyOutDir: false,
    reportCompressedSize: false,
    lib: {
      entry: 'src/push/push-worker.ts',
      formats: ['iife'],
      name: 'pushWorker',
      fileName: () => 'push-worker.js',
    },
  },
})
