/** The one place of the web app's tooling and tests that reads the environment. */
export const apiUrl = process.env['API_URL'] ?? 'http://127.0.0.1:4000';
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
