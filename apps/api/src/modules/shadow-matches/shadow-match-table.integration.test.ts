import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.ts';
import { shadowMatchAt } from '../../testing/messages.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { decodeShadowMatch } from './shadow-match-row.ts';
import { createShadowMatchService } from './shadow-match.service.ts';
import { writeShadowMatches } from './write-shadow-matches.ts';

let database: DataSource;
beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

it('samples go with the days of detections', async () => {
  const service = createShadowMatchService(database);
  const now = new Date();
  const rows = [0.5, 1.5, 9].map((days, offset) => {
    const matchedAt = new Date(now.getTime() - days * 24 * 3_600_000).toISOString();
    return decodeShadowMatch(JSON.stringify(shadowMatchAt(offset, { matchedAt })));
  });
  expect(await writeShadowMatches(database, rows, { retentionDays: 8, now })).toBe(1);
  expect(await service.removeOld(1)).toBe(1);
  const filter = { ruleId: 'r', pipelineId: undefined, topicLikes: [] };
  const { matches } = await service.page(filter, 10, undefined);
  expect(matches.map(({ offset }) => offset)).toEqual(['0']);
});
