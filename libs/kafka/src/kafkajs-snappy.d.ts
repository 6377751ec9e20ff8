declare module 'kafkajs-snappy' {
  import type { ICodec } from 'kafkajs';
  const codec: () => ICodec;
  export default codec;
}
