import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each rule of one pipeline matched is found without those of the others. */
export class PipelineRuleHours1766300000000 implements MigrationInterface {
  readonly name = 'PipelineRuleHours1766300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      CREATE INDEX metrics_hours_rule_pipeline_idx ON metrics_hours (pipeline_id, at) WHERE kind = 'RULE';
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
