import { isEnabled, isThirdParty, type User } from './user.ts';

/** How somebody stands: enabled; licensed but not enabled; with a third party; none of it. */
export const USER_STATES = ['enabled', 'licensedOnly', 'thirdParty', 'none'] as const;

/** How somebody stands. */
export type UserState = (typeof USER_STATES)[number];

/** The one state that somebody is in. */
export function stateOf(user: User): UserState {
  if (isEnabled(user)) return 'enabled';
  if (isThirdParty(user)) return 'thirdParty';
  return user.licensed ? 'licensedOnly' : 'none';
}

/** Whether somebody has dial-in details of which no notice has ever reached them; of people from before this was noted, nobody knows. */
export function isNeverInformed(user: User): boolean {
  return isEnabled(user) && user.informedAt === null;
}
