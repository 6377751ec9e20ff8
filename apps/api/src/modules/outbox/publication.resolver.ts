import { Authorized, Query, Resolver } from 'type-graphql';
import { access, Scope } from '../auth/index.ts';
import type { Publication } from './publication.ts';
import { PublicationObject } from './publication.type.ts';

@Resolver()
export class PublicationResolver {
  private readonly read: () => Promise<Publication>;
  constructor(read: () => Promise<Publication>) {
    this.read = read;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => PublicationObject, {
    description: 'Whether changes wait for Kafka. While it is away they are accepted, and arrive afterwards.',
  })
  publication(): Promise<Publication> {
    return this.read();
  }
}
