import * as z from 'zod';
import type { DirectoryPerson } from '../../domain/directoryPerson.ts';

/** The properties of a user that are asked for. */
export const SELECTED =
  'id,userPrincipalName,displayName,mail,department,usageLocation,country,state,city,preferredLanguage,userType,accountEnabled';

const text = z.string().nullish();

/** A user as Graph writes them; a delta has only what has changed, and leaves out or empties what is not there. */
export const GraphUser = z.object({
  id: z.string().min(1),
  userPrincipalName: text,
  displayName: text,
  mail: text,
  department: text,
  usageLocation: text,
  country: text,
  state: text,
  city: text,
  preferredLanguage: text,
  userType: text,
  accountEnabled: z.boolean().nullish(),
  '@removed': z.object({ reason: z.string().optional() }).optional(),
});

/** A user as Graph writes them. */
export type GraphUser = z.infer<typeof GraphUser>;

/** The same in our words, where all of it was asked for: who is not called a guest is none. */
export function wholePersonOf(user: GraphUser): DirectoryPerson {
  return { isGuest: false, ...personOf(user) };
}

/** The same in our words: what was said. */
export function personOf(user: GraphUser): DirectoryPerson {
  const country = [user.usageLocation, user.country].find((one) => one != null && /^[a-z]{2}$/i.test(one));
  const isExternal = user.userPrincipalName?.toUpperCase().includes('#EXT#');
  return {
    id: user.id.toLowerCase(),
    ...(user.userPrincipalName && { upn: user.userPrincipalName }),
    ...(user.displayName && { displayName: user.displayName }),
    ...(user.mail !== undefined && { email: user.mail }),
    ...said('department', user.department),
    ...(country && { country: country.toUpperCase() }),
    ...said('state', user.state),
    ...said('city', user.city),
    ...(user.preferredLanguage !== undefined && { locale: user.preferredLanguage }),
    ...((user.userType || isExternal) && {
      isGuest: isExternal === true || user.userType?.toLowerCase() === 'guest',
    }),
    ...(user.accountEnabled != null && { isEnabled: user.accountEnabled }),
    ...(user['@removed'] && { isRemoved: true }),
  };
}

/** What was emptied is empty, what was not said is as it was. */
function said<Name extends 'department' | 'state' | 'city'>(name: Name, value: string | null | undefined) {
  return value === undefined ? {} : { [name]: value ?? '' };
}
