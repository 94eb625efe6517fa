import type { Activity } from 'botbuilder';
import type { ConversationAddress } from '../domain/conversation.ts';
import { isTimeZone } from '../domain/day.ts';

/** What somebody did: wrote words, or pressed a button. */
export type Act = { kind: 'words'; text: string } | { kind: 'button'; value: unknown; invoked: boolean };

/** A message or a pressed button, freed of the SDK's types. */
export interface Incoming {
  act: Act;
  /** The same for every delivery of the same activity. */
  arrival: string;
  personal: boolean;
  address: ConversationAddress;
  locale: string | undefined;
  /** The sender's time zone by its IANA name, where the client tells it. */
  timeZone?: string | undefined;
  /** The message whose button was pressed. */
  pressedMessageId: string | null;
}

/** Reads an activity; undefined when nothing is asked of the bot: reactions, edits, a group talking among itself. */
export function incomingOf(activity: Activity, newId: () => string): Incoming | undefined {
  const act = actOf(activity);
  if (!act) return undefined;
  if (act.kind === 'words' && !isPersonal(activity) && !mentionsBot(activity)) return undefined;
  return incomingWith(activity, act, newId);
}

/** An activity that comes to this act. */
export function incomingWith(activity: Activity, act: Act, newId: () => string): Incoming {
  const { channelId, conversation, id, replyToId } = activity;
  return {
    act,
    // Without an id of its own, an activity is nothing that could come again.
    arrival: [channelId, conversation.id, id ? id : newId()].join(' '),
    personal: isPersonal(activity),
    address: addressOf(activity),
    locale: activity.locale,
    timeZone: timeZoneOf(activity),
    pressedMessageId: replyToId ?? null,
  };
}

/** Where an activity was sent from, to answer there later. */
export function addressOf(activity: Activity): ConversationAddress {
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    tenantId: activity.conversation.tenantId ?? tenantOf(activity) ?? null,
    botId: (activity.recipient as Activity['recipient'] | undefined)?.id ?? '',
    memberId: (activity.from as Activity['from'] | undefined)?.id ?? null,
  };
}

/** A conversation of one person with the bot. */
export function isPersonal(activity: Activity): boolean {
  const { conversationType, isGroup } = activity.conversation;
  return (
    isGroup !== true &&
    (conversationType === undefined || conversationType === null || conversationType === 'personal')
  );
}

/** The other people whom a message mentions, as `<at>` text and account. */
export function mentionsOf(
  activity: Activity,
): { text: string; id: string; name: string; objectId: string | undefined }[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const { text, mentioned } = entity as {
      text?: unknown;
      mentioned?: { id?: unknown; name?: unknown; aadObjectId?: unknown };
    };
    if (entity.type !== 'mention' || typeof text !== 'string' || typeof mentioned?.id !== 'string') return [];
    const name = typeof mentioned.name === 'string' ? mentioned.name : text.replace(/<[^>]*>/g, '');
    return [
      {
        text,
        id: mentioned.id,
        name,
        objectId: typeof mentioned.aadObjectId === 'string' ? mentioned.aadObjectId : undefined,
      },
    ];
  });
}

/** What somebody did, if anything. */
function actOf(activity: Activity): Act | undefined {
  if (activity.type === 'message') {
    const value: unknown = activity.value;
    const words = (activity.text as string | undefined) ?? '';
    if (typeof value === 'object' && value !== null && words.trim() === '')
      return { kind: 'button', value, invoked: false };
    return { kind: 'words', text: words };
  }
  if (activity.type === 'invoke' && activity.name === 'adaptiveCard/action') {
    const { action } = (activity.value ?? {}) as { action?: { data?: unknown } };
    return { kind: 'button', value: action?.data, invoked: true };
  }
  return undefined;
}

/** The time zone that a client tells, if it is one. */
function timeZoneOf({ localTimezone }: Activity): string | undefined {
  const told = localTimezone as unknown;
  return typeof told === 'string' && isTimeZone(told) ? told : undefined;
}

function mentionsBot(activity: Activity): boolean {
  const bot = (activity.recipient as Activity['recipient'] | undefined)?.id;
  return bot !== undefined && mentionsOf(activity).some((mention) => mention.id === bot);
}

function tenantOf(activity: Activity): string | undefined {
  return (activity.channelData as { tenant?: { id?: string } } | undefined)?.tenant?.id;
}
