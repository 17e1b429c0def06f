import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/contracts/index.ts',
    'src/testing/index.ts',
    'src/job-child.ts',
    'src/pglite-thread.ts',
  ],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  dts: { entry: ['src/index.ts', 'src/contracts/index.ts', 'src/testing/index.ts'] },
  clean: true,
  sourcemap: true,
})
