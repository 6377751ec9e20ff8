import { Scope } from '../modules/auth/index.ts';
import { createApiToken, createMember, createUser, logIn } from './people.ts';
import type { TestApi } from './start-test-api.ts';

/** Somebody who asks. */
export interface Caller {
  readonly name: string;
  /** Letter of the role; undefined: nobody. */
  readonly role: string | undefined;
  /** Undefined: a person. */
  readonly scopes: readonly string[] | undefined;
  readonly isNewcomer: boolean;
  readonly token: string;
  /** For what may end the session. */
  readonly anotherToken: () => Promise<string>;
}

const allScopes = Object.values(Scope);

/** Nobody, a newcomer, each role, and tokens: without scopes, with all, and with each one. */
export async function createCallers(api: TestApi): Promise<readonly Caller[]> {
  const person = async (role: string): Promise<Caller> => {
    const { email, password, token } = await createMember(api, role);
    const anotherToken = (): Promise<string> => logIn(api, email, password);
    const letter = role === 'ANALYST' ? 'N' : role[0];
    return { name: role, role: letter, scopes: undefined, isNewcomer: false, token, anotherToken };
  };
  const script = async (owner: Caller, given: readonly string[], what: string): Promise<Caller> => {
    const { secret } = await createApiToken(api, given, owner.token);
    const name = `token of ${owner.name}, ${what}`;
    return { ...owner, name, scopes: given, token: secret, anotherToken: () => Promise.resolve(secret) };
  };
  const nobody: Caller = {
    name: 'nobody',
    role: undefined,
    scopes: undefined,
    isNewcomer: false,
    token: '',
    anotherToken: () => Promise.resolve(''),
  };
  const { email, password } = await createUser(api, 'ADMIN');
  const anotherToken = (): Promise<string> => logIn(api, email, password);
  const token = await anotherToken();
  const newcomer = { ...nobody, name: 'newcomer', role: 'A', isNewcomer: true, token, anotherToken };
  const [admin, engineer, analyst, viewer] = [
    await person('ADMIN'),
    await person('ENGINEER'),
    await person('ANALYST'),
    await person('VIEWER'),
  ];
  const people = [admin, engineer, analyst, viewer];
  const scripts = [
    await script(admin, [], 'no scope'),
    await script(admin, allScopes, 'all scopes'),
    await script(engineer, allScopes, 'all scopes'),
    await script(viewer, allScopes, 'all scopes'),
  ];
  for (const scope of allScopes) scripts.push(await script(admin, [scope], scope));
  return [nobody, newcomer, ...people, ...scripts];
}
