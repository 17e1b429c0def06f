import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/node/index.ts',
    'src/node/model-process.ts',
    'src/testing/index.ts',
    'src/report/index.ts',
    'src/translation/index.ts',
    'src/format/json/index.ts',
    'src/format/parquet/index.ts',
    'src/format/xlsx/index.ts',
  ],
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  dts: true,
  clean: true,
  sourcemap: true,
})
