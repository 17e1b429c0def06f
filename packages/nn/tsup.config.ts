import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/node/index.ts',
    'src/node/unavailable.ts',
    'src/testing/index.ts',
    'src/tfjs/index.ts',
    'src/web/index.ts',
  ],
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  dts: true,
  clean: true,
  sourcemap: true,
})
