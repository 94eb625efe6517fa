import { TeamsInfo, type TeamsChannelAccount, type TurnContext } from 'botbuilder';
import type { Request, RosterPerson, Step } from '../domain/request.ts';
import { isPersonal } from './incoming.ts';

/** Members on one page: the most that Teams gives. */
const PAGE = 500;

/** Pages that are read: of larger teams nobody else is found by name. */
const MOST_PAGES = 4;

/** Operations that want to know who is in the conversation. */
const WANTING: readonly string[] = ['addPerson'];

/** A request with what the roster says of people whom it is about to add. */
export async function withRoster(context: TurnContext, request: Request): Promise<Request> {
  return { ...request, origin: { ...request.origin, roster: await rosterFor(context, request.steps) } };
}

/** Who is in the conversation, when something is asked for that needs to know; a roster that does not come is none. */
async function rosterFor(context: TurnContext, steps: readonly Step[]): Promise<RosterPerson[]> {
  const isWanted = steps.some((step) => WANTING.includes(step.operation));
  if (!isWanted || context.activity.channelId !== 'msteams' || isPersonal(context.activity)) return [];
  const members: TeamsChannelAccount[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const read = await TeamsInfo.getPagedMembers(context, PAGE, token);
      members.push(...read.members);
      token = read.continuationToken;
      if (!token) break;
    }
  } catch {
    // What has been read is still true.
  }
  return members.flatMap((member) => personOf(member));
}

/** A member as a person of the directory; none without an identity. */
function personOf(member: TeamsChannelAccount): RosterPerson[] {
  const { aadObjectId, userPrincipalName: upn, name, email, userRole } = member;
  const id = aadObjectId ?? (member as { objectId?: string }).objectId;
  if (!id || !upn) return [];
  const isGuest = userRole?.toLowerCase() === 'guest' || upn.toUpperCase().includes('#EXT#');
  return [{ id, upn, displayName: name || upn, email: email || null, isGuest }];
}
