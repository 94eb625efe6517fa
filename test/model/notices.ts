import { isEnabled, type Kind, type Notice, type Person, type Send, type State } from './model.ts';

/** What a request does its work with. */
export interface Doing {
  state: State;
  /** The number of the request. */
  request: number;
}

/** For commands that cannot say how mails are to be sent. */
export const AS_SET: Send = { mail: false, to: null };

/** The default numbers that a notice tells. */
export function numbersOf(person: Person): string {
  return [person.toll, person.tollFree].filter((number) => number !== null).join();
}

/** Whether a command sends its mail to an address that is not the person's own. */
export function goesElsewhere(person: Person, { to }: Send): boolean {
  return to !== null && to !== person.upn;
}

/** Ends what somebody has not received (rule 13). */
export function supersede(state: State, userKey: string, kinds: readonly Kind[] | 'all'): void {
  state.notices = state.notices.map((notice) => {
    const concerned = notice.userKey === userKey && (kinds === 'all' || kinds.includes(notice.kind));
    if (!concerned || notice.state === 'sent' || notice.state === 'superseded') return notice;
    return { ...notice, state: 'superseded', sealed: false };
  });
}

/** The notices that the table of rule 12 demands of a change. */
export function notify(
  doing: Doing,
  person: Person,
  kind: Kind,
  send: Send,
  content: { pin?: boolean; previousConferenceId?: string | null } = {},
): void {
  const { state, request } = doing;
  const { AutomaticallySendEmailsToUsers: mailsOn, NotifyUsersInChat: chatsOn } = state.settings;
  const always = kind === 'E5';
  const chat = always || chatsOn;
  const mail =
    (always || send.mail || mailsOn) && (send.to !== null || person.mailbox) && state.mailAvailable;
  const pin = content.pin === true;
  // What tells the details needs no info beside it.
  if (['E1', 'E2', 'E3'].includes(kind)) takeBack(doing, person, 'E5');
  const previousConferenceId = kind === 'E2' ? onceOnly(doing, person, content) : null;
  const add = (channel: Notice['channel'], more: Partial<Notice> = {}) =>
    state.notices.push({
      request,
      userKey: person.key,
      kind,
      channel,
      state: 'waiting',
      sealed: pin,
      to: channel === 'mail' ? send.to : null,
      conferenceId: person.conferenceId,
      previousConferenceId,
      numbers: numbersOf(person),
      ...more,
    });
  const elsewhere = pin && mail && goesElsewhere(person, send);
  if (chat && !elsewhere) add('chat');
  if (mail) add('mail');
  if (!elsewhere) return;
  const warning = { kind: 'pinElsewhere', sealed: false, to: null } as const;
  add('chat', warning);
  if (person.mailbox && state.mailAvailable) add('mail', warning);
}

/** A command that changes ID and number tells of it once: what it queued before goes, what that said of the ID before stays. */
function onceOnly(
  doing: Doing,
  person: Person,
  content: { previousConferenceId?: string | null },
): string | null {
  const earlier = takeBack(doing, person, 'E2').find((one) => one.previousConferenceId !== null);
  return content.previousConferenceId ?? earlier?.previousConferenceId ?? null;
}

/** Takes back what this request has queued of a kind; gives what it was. */
function takeBack({ state, request }: Doing, person: Person, kind: Kind): Notice[] {
  const isOwn = (one: Notice) => one.request === request && one.userKey === person.key && one.kind === kind;
  const taken = state.notices.filter(isOwn);
  state.notices = state.notices.filter((one) => !isOwn(one));
  return taken;
}

/** Where nothing had to be changed, a mail that was asked for in so many words goes out all the same. */
export function tellAnyway(doing: Doing, person: Person, send: Send): void {
  if (send.mail && isEnabled(person)) notify(doing, person, 'E5', send);
}

/** Whoever is removed is told where they can still be reached, and not at all where they cannot. */
export function addressLast({ state, request }: Doing, person: Person): void {
  const isOwn = (one: Notice) => one.request === request && one.userKey === person.key && one.kind === 'E4';
  state.notices = state.notices.flatMap((one) => {
    if (!isOwn(one)) return [one];
    if (one.channel === 'mail') return [{ ...one, to: one.to ?? person.upn }];
    return person.chat ? [one] : [];
  });
}
