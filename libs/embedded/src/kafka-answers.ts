import { connect } from 'node:net';

const METADATA = 3;
const METADATA_VERSION = 1;
const TIMEOUT_MS = 2_000;

/** Whether the broker at 127.0.0.1:`port` serves metadata that names at least one broker: it is ready for clients. */
export function kafkaAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const chunks: Buffer[] = [];
    const settle = (isReady: boolean): void => {
      socket.destroy();
      resolve(isReady);
    };
    socket.setTimeout(TIMEOUT_MS, () => {
      settle(false);
    });
    socket.once('error', () => {
      settle(false);
    });
    socket.once('close', () => {
      settle(false);
    });
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const response = Buffer.concat(chunks);
      // Size, correlation id, number of brokers: 4 bytes each.
      if (response.length >= 12) settle(response.readInt32BE(8) > 0);
    });
  });
}

// Kafka protocol guide: size, api key, api version, correlation id, client id (null), topics (empty: none).
function metadataRequest(): Buffer {
  const request = Buffer.alloc(18);
  request.writeInt32BE(14, 0);
  request.writeInt16BE(METADATA, 4);
  request.writeInt16BE(METADATA_VERSION, 6);
  request.writeInt32BE(1, 8);
  request.writeInt16BE(-1, 12);
  request.writeInt32BE(0, 14);
  return request;
}
