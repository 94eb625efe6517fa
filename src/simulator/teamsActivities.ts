import type { Conversation } from './chat.ts';
import type { Person } from './person.ts';
import { FILE_DOWNLOAD, type Account, type WireActivity } from './wire.ts';

/** Who writes what where and when: the part that every activity of Teams has. */
export interface Envelope {
  person: Person;
  conversation: Conversation;
  bot: Account;
  tenantId: string;
  serviceUrl: string;
  id: string;
  at: Date;
}

/** An action of a card, as Action.Execute sends it. */
export interface CardAction {
  verb?: string;
  title?: string;
  id?: string;
  data: unknown;
}

/** A file that somebody puts to their message, and where the bot can fetch it. */
export interface SentFile {
  name: string;
  url: string;
  id: string;
}

/** A message with a file, as Teams has it in a personal chat. */
export function withFile(activity: WireActivity, { name, url, id }: SentFile): WireActivity {
  const file = {
    contentType: FILE_DOWNLOAD,
    contentUrl: url,
    name,
    content: { downloadUrl: url, uniqueId: id, fileType: name.split('.').at(-1) ?? '' },
  };
  return { ...activity, attachments: [file, ...(activity.attachments ?? [])] };
}

/** A message. Where the text has `@Name` of somebody mentioned, it becomes a mention as Teams writes it. */
export function messageActivity(
  envelope: Envelope,
  text: string,
  mentioned: readonly Account[] = [],
): WireActivity {
  const marked = mentioned.reduce(
    (words, { name = '' }) => words.replace(`@${name}`, `<at>${name}</at>`),
    text,
  );
  const mentions = mentioned.map(({ id, name = '' }) => ({
    type: 'mention',
    mentioned: { id, name },
    text: `<at>${name}</at>`,
  }));
  const base = frame(envelope, 'message');
  return {
    ...base,
    text: marked,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${marked}</p>` }],
    entities: [...mentions, ...base.entities],
  };
}

/** What Action.Submit sends: a message with a value and no text. */
export function submitActivity(envelope: Envelope, value: unknown, replyToId: string): WireActivity {
  return { ...frame(envelope, 'message'), replyToId, value };
}

/** What Action.Execute sends: an invoke that waits for its answer. */
export function executeActivity(envelope: Envelope, action: CardAction, replyToId: string): WireActivity {
  const base = frame(envelope, 'invoke');
  return {
    ...base,
    id: `f:${envelope.id}`,
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
    replyToId,
    channelData: {
      ...base.channelData,
      source: { name: 'message' },
      legacy: { replyToId: `1:${replyToId}` },
    },
  };
}

/** What somebody has typed into a people picker so far. */
export function searchActivity(envelope: Envelope, text: string): WireActivity {
  const value = { queryText: text, queryOptions: { skip: 0, top: 15 }, dataset: 'people' };
  return { ...frame(envelope, 'invoke'), name: 'application/search', value };
}

/** What somebody says to the question whether they want a file, and where the bot may then write it. */
export function consentActivity(
  envelope: Envelope,
  { accepted, context, upload }: { accepted: boolean; context: unknown; upload: SentFile },
  replyToId: string,
): WireActivity {
  const uploadInfo = {
    contentUrl: upload.url,
    uploadUrl: upload.url,
    name: upload.name,
    uniqueId: upload.id,
    fileType: upload.name.split('.').at(-1) ?? '',
  };
  return {
    ...frame(envelope, 'invoke'),
    name: 'fileConsent/invoke',
    value: {
      type: 'fileUpload',
      action: accepted ? 'accept' : 'decline',
      context,
      ...(accepted && { uploadInfo }),
    },
    replyToId,
  };
}

/** The app was installed or removed. */
export function installationActivity(envelope: Envelope, action: 'add' | 'remove'): WireActivity {
  const base = frame(envelope, 'installationUpdate');
  const channelData = {
    ...base.channelData,
    settings: { selectedChannel: { id: envelope.conversation.id } },
    source: { name: 'message' },
  };
  return { ...base, id: `f:${envelope.id}`, action, channelData };
}

/** Somebody (the bot, in a new personal conversation) came into a conversation. */
export function membersAddedActivity(envelope: Envelope, added: readonly Account[]): WireActivity {
  return { ...frame(envelope, 'conversationUpdate'), id: `f:${envelope.id}`, membersAdded: added };
}

/** A thumb under a message. */
export function reactionActivity(envelope: Envelope, replyToId: string, type = 'like'): WireActivity {
  return {
    ...frame(envelope, 'messageReaction'),
    id: `f:${envelope.id}`,
    replyToId,
    reactionsAdded: [{ type }],
  };
}

/** A message was changed by its author. */
export function editActivity(envelope: Envelope, text: string): WireActivity {
  const base = frame(envelope, 'messageUpdate');
  return { ...base, text, channelData: { ...base.channelData, eventType: 'editMessage' } };
}

/** How a person stands in activities. */
export function accountOf(person: Person): Account {
  return { id: person.memberId, name: person.name, aadObjectId: person.objectId };
}

/** The fields that every activity of Teams has. */
function frame(envelope: Envelope, type: string) {
  const { person, conversation, bot, tenantId, serviceUrl, id, at } = envelope;
  return {
    type,
    id,
    timestamp: at.toISOString(),
    localTimestamp: at.toISOString(),
    localTimezone: 'Europe/Stockholm',
    channelId: 'msteams',
    serviceUrl,
    from: accountOf(person),
    conversation: conversationFields(conversation, tenantId, id),
    recipient: { id: bot.id, name: bot.name ?? '' },
    entities: [
      {
        type: 'clientInfo',
        locale: person.locale,
        country: 'SE',
        platform: 'Web',
        timezone: 'Europe/Stockholm',
      },
    ] as unknown[],
    channelData: { tenant: { id: tenantId }, ...teamFields(conversation) },
    locale: person.locale,
  };
}

/** A conversation as activities name it; a message in a channel starts a thread of its own. */
function conversationFields(conversation: Conversation, tenantId: string, activityId: string) {
  const { id, kind, name } = conversation;
  if (kind === 'personal') return { conversationType: kind, tenantId, id };
  if (kind === 'groupChat') return { isGroup: true, conversationType: kind, tenantId, id, name };
  return { isGroup: true, conversationType: kind, tenantId, id: `${id};messageid=${activityId}` };
}

/** Team and channel, where there are any. */
function teamFields({ kind, id, name }: Conversation): Record<string, unknown> {
  if (kind !== 'channel') return {};
  return { teamsChannelId: id, teamsTeamId: id, channel: { id }, team: { id, name } };
}
