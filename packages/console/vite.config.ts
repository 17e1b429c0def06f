import { defineConfig, type Rolldown } from 'vite'
import { thirdPartyLicenses } from './third-party-licenses.ts'

// What is built is copied into the assets of @tabricate/server, which serves it under any path: addresses are relative.
export default defineConfig({
  base: './',
  plugins: [thirdPartyLicenses()],
  resolve: { conditions: ['tabricate:source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
    rolldownOptions: { onLog },
  },
})

/** The component library marks its files for frameworks that render on servers; here that means nothing. */
function onLog(
  level: Rolldown.LogLevel,
  log: Rolldown.RolldownLog,
  handle: Rolldown.LogOrStringHandler,
): void {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
}
