import 'vitest';

declare module 'vitest' {
  /** What the set-up of the integration tests provides; see libs/embedded/src/testing/shared-services.ts. */
  interface ProvidedContext {
    /** Of an empty database; make one of your own beside it. */
    readonly databaseUrl: string;
    readonly kafkaBrokers: string;
  }
}
