/** Program behind `pnpm bench:…`: one command per tool. */
import { Command } from 'commander';
import { createApiCommand } from './api/command.ts';
import { createChangesCommand } from './changes/command.ts';
import { createCompareCommand } from './compare/command.ts';
import { createLanesCommand } from './lanes/command.ts';
import { createLogSourcesCommand } from './routing/command.ts';
import { createRarityCommand } from './rarity/command.ts';
import { createRulesCommand } from './rules/command.ts';
import { createSigmaCommand } from './sigma/command.ts';

const program = new Command('bench')
  .description('Measures the Sigma engine and the API, and makes the rules and events to measure them with.')
  .addCommand(createSigmaCommand())
  .addCommand(createApiCommand())
  .addCommand(createChangesCommand())
  .addCommand(createLanesCommand())
  .addCommand(createRulesCommand())
  .addCommand(createCompareCommand())
  .addCommand(createRarityCommand())
  .addCommand(createLogSourcesCommand());

await program.parseAsync();
