/** The one place of the web app's tooling and tests that reads the environment. */
export const apiUrl = process.env['API_URL'] ?? 'http://127.0.0.1:4000';
/** A build is for production, also one that a test run starts with its own NODE_ENV: else it holds React's development half. */
export function buildForProduction(): void {
  process.env['NODE_ENV'] = 'production';
}
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
