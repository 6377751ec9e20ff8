import { pino } from 'pino';

/** Structured logs: `log.info({ ruleId }, 'rule compiled')`. No secrets, no raw events. */
export type Logger = pino.Logger;

/** JSON lines on standard output; times in ISO form. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', 'token', '*.password', '*.token'], censor: '[secret]' },
  });
}
