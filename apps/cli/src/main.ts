/** Program behind `npm run sluice`: one command per tool. */
import { Command } from 'commander';

import { createMatchCommand } from './match/command.ts';

const program = new Command('sluice')
  .description('Finds threats in event streams: Sigma rules matched on Kafka.')
  .addCommand(createMatchCommand());

await program.parseAsync();
