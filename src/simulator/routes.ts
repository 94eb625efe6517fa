/** The routes of the Bot Connector, named as the methods of botframework-connector's `Conversations`. */
export type RouteName =
  | 'createConversation'
  | 'sendToConversation'
  | 'replyToActivity'
  | 'updateActivity'
  | 'deleteActivity'
  | 'getConversationMembers'
  | 'getConversationPagedMembers'
  | 'getConversationMember'
  | 'getActivityMembers';

/** A request to the connector, taken apart. Ids are decoded. */
export interface RoutedRequest {
  route: RouteName;
  conversationId: string | null;
  activityId: string | null;
  memberId: string | null;
  query: URLSearchParams;
}

const CONVERSATIONS = '/v3/conversations';

const ROUTES: readonly [method: string, path: RegExp, route: RouteName][] = [
  ['POST', /^$/, 'createConversation'],
  ['POST', /^\/(?<conversation>[^/]+)\/activities$/, 'sendToConversation'],
  ['POST', /^\/(?<conversation>[^/]+)\/activities\/(?<activity>[^/]+)$/, 'replyToActivity'],
  ['PUT', /^\/(?<conversation>[^/]+)\/activities\/(?<activity>[^/]+)$/, 'updateActivity'],
  ['DELETE', /^\/(?<conversation>[^/]+)\/activities\/(?<activity>[^/]+)$/, 'deleteActivity'],
  ['GET', /^\/(?<conversation>[^/]+)\/members$/, 'getConversationMembers'],
  ['GET', /^\/(?<conversation>[^/]+)\/pagedmembers$/, 'getConversationPagedMembers'],
  ['GET', /^\/(?<conversation>[^/]+)\/members\/(?<member>[^/]+)$/, 'getConversationMember'],
  ['GET', /^\/(?<conversation>[^/]+)\/activities\/(?<activity>[^/]+)\/members$/, 'getActivityMembers'],
];

/** Finds the route of a request under `prefix` (such as `/emea`); undefined when it is none of the connector's. */
export function routeOf(method: string, url: string, prefix: string): RoutedRequest | undefined {
  const { pathname, searchParams } = new URL(url, 'http://connector');
  const root = `${prefix}${CONVERSATIONS}`;
  if (!pathname.startsWith(root)) return undefined;
  const rest = pathname.slice(root.length).replace(/\/$/, '');
  for (const [verb, pattern, route] of ROUTES) {
    const match = verb === method ? pattern.exec(rest) : null;
    if (match) return { route, ...idsOf(match.groups ?? {}), query: searchParams };
  }
  return undefined;
}

/** The ids in a path. Of a reply in a channel (`19:…;messageid=…`) the channel is what counts. */
function idsOf(
  groups: Record<string, string | undefined>,
): Pick<RoutedRequest, 'conversationId' | 'activityId' | 'memberId'> {
  const conversationId = decoded(groups['conversation']);
  return {
    conversationId: conversationId?.split(';')[0] ?? null,
    activityId: decoded(groups['activity']),
    memberId: decoded(groups['member']),
  };
}

/** A part of a path, decoded; as it stands when it is no valid encoding. */
function decoded(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
