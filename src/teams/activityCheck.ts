import type { Activity } from 'botbuilder';
import * as z from 'zod';
import { isTrustedUrl } from './trustedUrl.ts';

/** Where activities may come from and answers may go to. */
export interface Trusted {
  /** Local mode: any tenant, but service URLs only on this machine. */
  local: boolean;
  /** The organisation's tenant; null in local mode. */
  tenantId: string | null;
}

/** Hosts of the Bot Connector, public and government clouds; a leading dot stands for any host below. */
const CONNECTOR_HOSTS = [
  'smba.trafficmanager.net',
  '.botframework.com',
  '.botframework.azure.us',
  '.teams.microsoft.com',
  '.teams.microsoft.us',
];

const Account = z.looseObject({
  id: z.string().min(1).max(512),
  name: z.string().nullish(),
  aadObjectId: z.string().max(64).nullish(),
});

/** As much of an activity as is relied on; everything else may be there or not. */
const CheckedActivity = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().max(512).nullish(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.string().max(1024),
  conversation: z.looseObject({
    id: z.string().min(1).max(1024),
    tenantId: z.string().nullish(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  from: Account.nullish(),
  recipient: Account.nullish(),
  text: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  locale: z.string().max(64).nullish(),
  replyToId: z.string().max(512).nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  membersAdded: z.array(Account).nullish(),
  membersRemoved: z.array(Account).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().nullish() }).nullish() }).nullish(),
});

/** The activity in a request body, or undefined when it is none, or none that may be answered. */
export function activityOf(body: unknown, trusted: Trusted): Activity | undefined {
  const checked = CheckedActivity.safeParse(body);
  if (!checked.success) return undefined;
  const activity = checked.data;
  if (!isTrustedUrl(activity.serviceUrl, CONNECTOR_HOSTS, trusted.local)) return undefined;
  if (trusted.tenantId !== null && !isOfTenant(activity, trusted.tenantId)) return undefined;
  return activity as unknown as Activity;
}

/** Whether no other tenant is named; Teams, on whose word people are known by their object id, always names one. */
function isOfTenant(activity: z.infer<typeof CheckedActivity>, tenantId: string): boolean {
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (tenant) => typeof tenant === 'string',
  );
  if (tenants.length === 0) return activity.channelId !== 'msteams';
  return tenants.every((tenant) => tenant === tenantId);
}
