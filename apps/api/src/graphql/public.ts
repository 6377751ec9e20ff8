import { Extensions } from 'type-graphql';

/** States that a resolver may be called by anybody. Every other one names its roles by `@Authorized`. */
export function Public(): MethodDecorator {
  return Extensions({ isPublic: true });
}
