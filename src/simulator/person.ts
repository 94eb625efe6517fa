import { digest } from './digest.ts';

/** Somebody of the simulated organisation, with the fields of a Teams roster. */
export interface Person {
  /** Entra object id. */
  readonly objectId: string;
  /** The id on the channel, `29:…`. */
  readonly memberId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly userPrincipalName: string;
  readonly email: string;
  readonly userRole: 'user' | 'guest';
  /** What their Teams is set to, such as `fr-FR`. */
  locale: string;
  /** Whether the bot's app is installed for this person: only then it may write first. */
  installed: boolean;
  /** Whether this person has blocked the bot. */
  blocked: boolean;
}

/** What is needed to add a person; the rest is made up from it. */
export type NewPerson = Pick<Person, 'objectId' | 'name' | 'userPrincipalName'> &
  Partial<Pick<Person, 'email' | 'userRole' | 'locale' | 'installed'>>;

/** Somebody new, with what is not said made up as Teams does it. */
export function personOf(tenantId: string, given: NewPerson): Person {
  const [givenName = '', ...rest] = given.name.split(' ');
  return {
    email: given.userPrincipalName,
    userRole: 'user',
    locale: 'en-US',
    installed: true,
    ...given,
    memberId: `29:1${digest(tenantId, given.objectId)}`,
    givenName,
    surname: rest.join(' '),
    blocked: false,
  };
}
