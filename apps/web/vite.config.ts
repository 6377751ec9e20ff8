import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { createLogger, defineConfig, type Logger, type LogLevel, type ProxyOptions } from 'vite';
import { apiUrl, buildForProduction } from './env.ts';

// Same origin in development, preview and production: the session cookie is SameSite=Strict.
const proxy: Record<string, ProxyOptions> = {
  '/graphql': { target: apiUrl, ws: true },
  '/health': { target: apiUrl },
  '/session': { target: apiUrl },
  '/export': { target: apiUrl },
  '/hooks': { target: apiUrl },
};

/** As nginx says it in production, in `deploy/web`. Editors write styles into the page. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A browser tab that closes breaks its WebSocket off: no error, and not worth a stack. */
function quietLogger(level: LogLevel): Logger {
  const logger = createLogger(level);
  const { error } = logger;
  logger.error = (message, options) => {
    if (!message.includes('ws proxy')) error(message, options);
  };
  return logger;
}

export default defineConfig(({ command, isPreview }) => {
  if (command === 'build') buildForProduction();
  return {
    customLogger: quietLogger(isPreview === true ? 'error' : 'info'),
    plugins: [react(), tailwindcss()],
    server: { proxy },
    preview: { proxy, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
    build: {
      outDir: 'dist',
      // Monaco, which only the API explorer loads.
      chunkSizeWarningLimit: 3_000,
      target: 'es2022',
      rolldownOptions: {
        // GraphiQL's modules begin with directives to a compiler that is not used here.
        checks: { moduleLevelDirective: false },
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'react',
                test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/,
                priority: 30,
              },
              {
                name: 'apollo',
                test: /node_modules[\\/](@apollo|graphql|graphql-ws|rxjs|@wry|optimism)[\\/]/,
                priority: 20,
              },
              {
                name: 'editor',
                test: /node_modules[\\/](@codemirror|codemirror|@lezer|crelt|style-mod|w3c-keyname)[\\/]/,
                priority: 20,
              },
              {
                name: 'graph',
                test: /node_modules[\\/](@xyflow|@dagrejs|d3-[a-z]+|zustand|classcat)[\\/]/,
                priority: 20,
              },
              { name: 'form', test: /node_modules[\\/](react-hook-form|@hookform|zod)[\\/]/, priority: 20 },
              {
                name: 'ui',
                test: /node_modules[\\/](radix-ui|@radix-ui|@floating-ui|react-remove-scroll|aria-hidden|sonner)[\\/]/,
                priority: 10,
              },
            ],
          },
        },
      },
    },
  };
});
