import type { Stack } from '@sluice/embedded';

export interface Started {
  readonly stack: Stack;
  readonly adminEmail: string;
  /** What the API said about the administrator's password; empty from the second start on. */
  readonly passwordLines: readonly string[];
  readonly seconds: number;
  readonly hasDemo: boolean;
}

/** What a person needs to know when everything is ready. */
export function summary({ stack, adminEmail, passwordLines, seconds, hasDemo }: Started): string {
  const password = passwordLines.map(passwordIn).find((found) => found !== undefined);
  return [
    '',
    `Sluice is ready after ${seconds.toFixed(1)} s.`,
    '',
    `  Dashboard   ${stack.web?.url ?? 'not started'}`,
    `  Sign in as  ${adminEmail}`,
    `  Password    ${password === undefined ? 'as of the first start' : `${password} (shown only now)`}`,
    `  GraphQL     ${stack.api.url}/graphql`,
    `  Kafka       ${stack.kafkaBrokers}`,
    `  Postgres    ${withoutPassword(stack.databaseUrl)}`,
    `  Demo        ${hasDemo ? 'about 50 events a second, some of them attacks' : 'left out'}`,
    `  Data        .sluice (kept between starts; delete the folder to begin afresh)`,
    `  Stop        Ctrl-C`,
    '',
  ].join('\n');
}

/** The password in what the API writes at its first start; undefined in other lines. */
function passwordIn(line: string): string | undefined {
  return /with the password (\S+)/.exec(line)?.[1];
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = '';
  return url.href;
}
