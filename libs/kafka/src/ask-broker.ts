/** What is used of kafkajs's broker, to ask what kafkajs has no question for. */
export interface Broker {
  readonly connectionPool: {
    send<T>(asked: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        /** kafkajs's encoder: the buffer twice. */
        encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
      };
      readonly response: { decode(payload: Buffer): Promise<T>; parse(decoded: T): Promise<T> };
    }): Promise<T>;
  };
}

/** What is used of kafkajs's cluster, to find its brokers. */
export interface BrokersOfCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  metadata(of: {
    readonly topics: readonly string[];
  }): Promise<{ readonly brokers: readonly { readonly nodeId: number }[] } | null>;
  findBroker(of: { readonly nodeId: number }): Promise<Broker>;
}

/** A question of Kafka's protocol. */
export interface BrokerQuestion<T> {
  readonly key: number;
  readonly version: number;
  readonly name: string;
  /** What follows the client's name. */
  readonly body: Buffer;
  /** Reads what follows the number of the answer. */
  readonly decode: (payload: Buffer) => T;
}

/** Brokers that are asked at most. */
const MAX_BROKERS = 100;

/** Asks each broker of a connected cluster; what they answer, each by itself. */
export async function askBrokers<T>(
  cluster: BrokersOfCluster,
  question: BrokerQuestion<T>,
): Promise<readonly PromiseSettledResult<T>[]> {
  const brokers = (await cluster.metadata({ topics: [] }))?.brokers ?? [];
  return Promise.allSettled(
    brokers.map(async ({ nodeId }, index) => {
      if (index >= MAX_BROKERS) throw new Error(`only ${MAX_BROKERS} brokers are asked`);
      return ask(await cluster.findBroker({ nodeId }), question);
    }),
  );
}

async function ask<T>(broker: Broker, { key, version, name, body, decode }: BrokerQuestion<T>): Promise<T> {
  const { answer } = await broker.connectionPool.send({
    request: {
      ...{ apiKey: key, apiVersion: version, apiName: name },
      encode: () => Promise.resolve({ buf: body, buffer: body }),
    },
    response: {
      // An object: kafkajs takes nothing for no answer.
      decode: (payload) => Promise.resolve({ answer: decode(payload) }),
      parse: (decoded) => Promise.resolve(decoded),
    },
  });
  return answer;
}
