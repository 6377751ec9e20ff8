import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import snappyCodec from 'kafkajs-snappy';
import { compressFrame, decompressFrame } from 'lz4-napi';

const compressGzip = promisify(gzip);
const decompressGzip = promisify(gunzip);
const compressZstd = promisify(zstdCompress);
const decompressZstd = promisify(zstdDecompress);

/** A record batch of gzip or zstd that unpacks to more is refused: a bomb, not events. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** Teaches kafkajs the codecs it does not bring (snappy, lz4, zstd), and a bound for the one it does (gzip). */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    compress: (encoder: { buffer: Buffer }) => compressGzip(encoder.buffer),
    decompress: (packed: Buffer) => decompressGzip(packed, { maxOutputLength: MAX_UNPACKED_BYTES }),
  });
  CompressionCodecs[CompressionTypes.Snappy] = snappyCodec;
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: (encoder: { buffer: Buffer }) => compressFrame(encoder.buffer),
    decompress: (packed: Buffer) => decompressFrame(packed),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: (encoder: { buffer: Buffer }) => compressZstd(encoder.buffer),
    decompress: (packed: Buffer) => decompressZstd(packed, { maxOutputLength: MAX_UNPACKED_BYTES }),
  });
}
