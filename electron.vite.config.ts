import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { entrySources } from './electron/platform/entries.ts'

const root = import.meta.dirname
/** The licences of what is bundled, written beside the bundle: they go into the packed app with it. */
const notices = { fileName: 'third-party-notices.md' }
const sources = { main: 'desktop/main.ts', cli: 'cli/main.ts', ...entrySources }

export default defineConfig({
  main: {
    // Also for packages: see there.
    resolve: {
      alias: [{ find: /^node:http$/, replacement: resolve(root, 'electron/platform/node-http.ts') }],
    },
    build: {
      outDir: 'out/main',
      license: notices,
      // Everything but better-sqlite3 is bundled: it is the only entry of `dependencies`.
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(sources).map(([name, file]) => [name, resolve(root, 'electron', file)]),
        ),
        // One flat folder: every file finds the entries and the templates from where it is itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: resolve(root, 'electron/desktop/preload.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      // 3 % smaller than with the usual one.
      minify: 'terser',
      terserOptions: { module: true, ecma: 2022, compress: { passes: 2 }, format: { comments: false } },
      license: notices,
      rollupOptions: {
        input: resolve(root, 'renderer/index.html'),
        // Few chunks: together the screens are a tenth smaller than one by one. Each group takes along what
        // it imports, in this order, so that no chunk imports one that imports it.
        output: {
          codeSplitting: {
            groups: [
              { name: 'common', test: /renderer[\\/](main|app)\.tsx|screens[\\/]home/, priority: 3 },
              { name: 'charts', test: /chart\.js|renderer[\\/]charts/, priority: 2 },
              { name: 'screens', test: /renderer[\\/]screens/, priority: 1 },
            ],
          },
        },
      },
    },
  },
})
