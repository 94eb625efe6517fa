// @ts-check

/**
 * @typedef {{ id: string, upn: string, name: string, email: string | null, role: string, department: string, language: string }} Person
 * @typedef {{ id: string, author: string, at: string, text: string, file: { name: string, offered: boolean, description: string, url: string | null } | null, card: object | null, replacements: Record<string, object>, deleted: boolean }} Message
 * @typedef {{ id: string, kind: string, name: string, members: string[], messages: Message[] }} Conversation
 * @typedef {{ id: string, to: string[], from: { name: string, address: string }, subject: string, at: string }} Mail
 * @typedef {{ id: string, subject: string, location: string, organizer: string, attendees: string[], start: string, end: string, isOver: boolean, weekly: { until: string | null } | null, version: string, updates: number, updatedAt: string | null }} Meeting
 */

/** What the server told of people, conversations, mails and meetings. */
export const state = {
  bot: 'Switchboard',
  people: /** @type {Person[]} */ ([]),
  conversations: /** @type {Conversation[]} */ ([]),
  /** Null when mails leave the machine. */
  mails: /** @type {Mail[] | null} */ ([]),
  /** The next first; null where there is no calendar. */
  meetings: /** @type {Meeting[] | null} */ (null),
  /** Conversations and mailboxes with something that nobody has looked at. */
  unread: /** @type {Set<string>} */ (new Set()),
};

/** What each event changes. */
export const apply = {
  /** @param {any} given */
  state(given) {
    Object.assign(state, given);
  },
  /** @param {Person[]} people */
  people(people) {
    state.people = people;
  },
  /** @param {{ conversation: string, kind: string, by: string, message: Message }} event */
  message({ conversation: id, kind, by, message }) {
    const conversation = state.conversations.find((one) => one.id === id);
    if (!conversation) return;
    const at = conversation.messages.findIndex((one) => one.id === message.id);
    if (at < 0) conversation.messages.push(message);
    else conversation.messages[at] = message;
    if (kind === 'posted' && by === 'bot') state.unread.add(id);
  },
  /** @param {Mail[] | null} mails */
  mails(mails) {
    const known = new Set((state.mails ?? []).map((mail) => mail.id));
    for (const mail of mails ?? [])
      if (!known.has(mail.id)) mail.to.forEach((address) => state.unread.add(address));
    state.mails = mails;
  },
  /** @param {Meeting[] | null} meetings */
  meetings(meetings) {
    state.meetings = meetings;
  },
};

/** @param {string} id */
export function personOf(id) {
  return state.people.find((person) => person.id === id);
}

/**
 * A person's own conversation with the bot, or the group they are in.
 * @param {string} person
 * @param {boolean} group
 */
export function conversationOf(person, group) {
  return state.conversations.find(
    (one) => (one.kind === 'personal') !== group && one.members.includes(person),
  );
}

/** The mails to a person, newest first. @param {string} id */
export function mailsOf(id) {
  const address = personOf(id)?.email?.toLowerCase();
  return (state.mails ?? []).filter((mail) => address !== undefined && mail.to.includes(address)).reverse();
}

/** The meetings that a person organizes or is invited to, the next first. @param {string} id */
export function meetingsOf(id) {
  const { upn = '', email = null } = personOf(id) ?? {};
  const names = [upn, email ?? upn].map((name) => name.toLowerCase());
  return (state.meetings ?? []).filter(
    ({ organizer, attendees }) => names.includes(organizer) || names.some((name) => attendees.includes(name)),
  );
}
