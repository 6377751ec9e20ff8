/** Program behind `npm run sluice`: one command per tool. */
import { Command } from 'commander';

import { createConfigurationCommands } from './configuration/command.ts';
import { createGenerateCommand } from './generate/command.ts';
import { createMatchCommand } from './match/command.ts';
import { createReplayCommand } from './replay/command.ts';

const program = new Command('sluice')
  .description('Finds threats in event streams: Sigma rules matched on Kafka.')
  .addCommand(createMatchCommand())
  .addCommand(createReplayCommand())
  .addCommand(createGenerateCommand());
for (const command of createConfigurationCommands()) program.addCommand(command);

await program.parseAsync();
