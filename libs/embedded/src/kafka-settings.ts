const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/**
 * The broker's server.properties: one node that is broker and controller, reachable from this machine only. Internal
 * topics are small and unreplicated, groups form at once, and topics are never made by mistake.
 */
export function kafkaSettings(at: {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDir: string;
}): string {
  const settings: Readonly<Record<string, string | number | boolean>> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${at.controllerPort}`,
    listeners: `CLIENT://127.0.0.1:${at.port},CONTROLLER://127.0.0.1:${at.controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${at.port}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': at.logDir.replaceAll('\\', '\\\\'),
    'num.network.threads': 2,
    'num.io.threads': 4,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 3,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'message.max.bytes': MAX_MESSAGE_BYTES,
    'replica.fetch.max.bytes': MAX_MESSAGE_BYTES,
    'socket.request.max.bytes': 100 * 1024 * 1024,
    'log.retention.hours': 7 * 24,
    'log.segment.bytes': 64 * 1024 * 1024,
    // Preallocated per partition; the default of 10 MiB is for segments of 1 GiB.
    'log.index.size.max.bytes': 1024 * 1024,
    // Taken off the heap at start; the default is 128 MiB.
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
