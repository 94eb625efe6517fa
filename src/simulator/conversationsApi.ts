import type { Chat, Conversation, Message } from './chat.ts';
import type { Person } from './person.ts';
import { checkedActivity, isObject } from './checks.ts';
import { Refused } from './errorAnswers.ts';
import type { ConnectorCall } from './faults.ts';
import type { RouteName } from './routes.ts';
import { cardOf, type Answer, type WireActivity } from './wire.ts';

/** What a route does to the chat; throws Refused. */
type Handler = (chat: Chat, call: ConnectorCall, serviceUrl: string) => Answer;

/** The limits of one page of members; other sizes are brought into them. */
const PAGE = { min: 50, max: 500 };

/** Carries a call out on the chat, as the Bot Connector of Teams does; throws Refused. */
export function carryOut(chat: Chat, call: ConnectorCall, serviceUrl: string): Answer {
  return HANDLERS[call.route](chat, call, serviceUrl);
}

const HANDLERS: Record<RouteName, Handler> = {
  createConversation(chat, call, serviceUrl) {
    const person = invited(chat, call.body);
    const given = isObject(call.body) ? call.body['activity'] : undefined;
    const activity = given === undefined || given === null ? undefined : checkedActivity(given);
    const conversation = chat.personal(person);
    checkOpenTo(chat, conversation);
    const activityId = activity && chat.post(conversation, 'bot', withoutId(activity)).id;
    return { status: 201, body: { id: conversation.id, serviceUrl, ...(activityId && { activityId }) } };
  },
  sendToConversation: say,
  replyToActivity: say,
  updateActivity(chat, call) {
    const conversation = writable(chat, call);
    const message = ownMessage(conversation, call);
    chat.update(conversation, message, checkedActivity(call.body));
    return { status: 200, body: { id: message.id } };
  },
  deleteActivity(chat, call) {
    const conversation = writable(chat, call);
    chat.delete(conversation, ownMessage(conversation, call));
    return { status: 200 };
  },
  getConversationMembers: (chat, call) => ({ status: 200, body: roster(chat, found(chat, call)) }),
  getConversationPagedMembers(chat, call) {
    const members = roster(chat, found(chat, call));
    const size = Math.min(PAGE.max, Math.max(PAGE.min, Number(call.query.get('pageSize')) || PAGE.max));
    const start = Number(call.query.get('continuationToken')) || 0;
    const end = start + size;
    const more = end < members.length ? { continuationToken: String(end) } : {};
    return { status: 200, body: { members: members.slice(start, end), ...more } };
  },
  getConversationMember(chat, call) {
    const conversation = found(chat, call);
    const person = chat.person(call.memberId ?? '');
    if (!person || !conversation.members.includes(person)) throw new Refused('MemberNotFoundInConversation');
    return { status: 200, body: rosterEntry(chat, person) };
  },
  getActivityMembers(chat, call) {
    const conversation = found(chat, call);
    messageOf(conversation, call);
    return { status: 200, body: roster(chat, conversation) };
  },
};

/** Posts what the bot says. A text beside a card becomes a message of its own, and then no id comes back. */
function say(chat: Chat, call: ConnectorCall): Answer {
  const conversation = writable(chat, call);
  const activity = withoutId(checkedActivity(call.body));
  if (activity.type === 'typing') {
    chat.typing(conversation, 'bot', activity);
    return { status: 201, body: { id: chat.newId() } };
  }
  if (activity.type !== 'message') return { status: 201, body: { id: chat.newId() } };
  if (!activity.text || !cardOf(activity))
    return { status: 201, body: { id: chat.post(conversation, 'bot', activity).id } };
  const { attachments: _cards, ...words } = activity;
  const { text: _text, ...cards } = activity;
  chat.post(conversation, 'bot', words);
  chat.post(conversation, 'bot', cards);
  return { status: 201, body: {} };
}

/** The person with whom a conversation is to be opened. */
function invited(chat: Chat, body: unknown): Person {
  const { members, tenantId, channelData, isGroup } = isObject(body) ? body : {};
  const tenant =
    isObject(channelData) && isObject(channelData['tenant']) ? channelData['tenant']['id'] : tenantId;
  if (tenant !== chat.tenantId) throw new Refused('BadArgument', 'Tenant id is missing or unknown.');
  if (isGroup === true) throw new Refused('BadArgument', 'A bot cannot open a group chat.');
  const [first, ...others] = Array.isArray(members) ? (members as unknown[]) : [];
  if (!isObject(first) || others.length > 0)
    throw new Refused('BadArgument', 'Exactly one member is needed.');
  const person = chat.person(String(first['id']));
  if (!person) throw new Refused('BadArgument', 'Failed to decrypt pairwise id');
  return person;
}

/** The conversation of a call. */
function found(chat: Chat, call: ConnectorCall): Conversation {
  const conversation = chat.conversation(call.conversationId ?? '');
  if (!conversation) throw new Refused('ConversationNotFound');
  return conversation;
}

/** The conversation of a call, when the bot may write there. */
function writable(chat: Chat, call: ConnectorCall): Conversation {
  const conversation = found(chat, call);
  checkOpenTo(chat, conversation);
  return conversation;
}

/** Throws Refused where the bot may not write. */
function checkOpenTo(chat: Chat, conversation: Conversation): void {
  if (chat.disabled) throw new Refused('BotDisabledByAdmin');
  if (conversation.kind !== 'personal') return;
  if (conversation.members.some((person) => !person.installed))
    throw new Refused('BotNotInConversationRoster');
  if (conversation.members.some((person) => person.blocked)) throw new Refused('ConversationBlockedByUser');
}

/** The message of a call. */
function messageOf(conversation: Conversation, call: ConnectorCall): Message {
  const message = conversation.messages.find((one) => one.id === call.activityId && !one.deleted);
  if (!message) throw new Refused('ActivityNotFoundInConversation');
  return message;
}

/** The message of a call, when it is the bot's own. */
function ownMessage(conversation: Conversation, call: ConnectorCall): Message {
  const message = messageOf(conversation, call);
  if (message.author !== 'bot')
    throw new Refused('NotEnoughPermissions', 'Only own messages can be changed.');
  return message;
}

/** The members of a conversation, without the bot, as Teams lists them. */
function roster(chat: Chat, conversation: Conversation): Record<string, string>[] {
  return conversation.members.map((person) => rosterEntry(chat, person));
}

/** A person as the Teams roster shows them; `objectId` and `aadObjectId` are the same under two names. */
function rosterEntry(chat: Chat, person: Person): Record<string, string> {
  return {
    id: person.memberId,
    name: person.name,
    objectId: person.objectId,
    aadObjectId: person.objectId,
    givenName: person.givenName,
    surname: person.surname,
    email: person.email,
    userPrincipalName: person.userPrincipalName,
    tenantId: chat.tenantId,
    userRole: person.userRole,
  };
}

/** Ids are given by the channel, never by the bot. */
function withoutId(activity: WireActivity): WireActivity {
  const { id: _id, ...rest } = activity;
  return rest;
}
