// Preloaded into programs that scripts/bootstrap.mjs starts: ends the program, gracefully, when its launcher is killed.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
