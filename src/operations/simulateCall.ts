import { enter } from '../calls/admission.ts';
import { goOn, newCall } from '../calls/callFlow.ts';
import type { Heard, Learned, Need } from '../calls/callTurn.ts';
import { spokenOf } from '../calls/languages.ts';
import type { Call } from '../domain/call.ts';
import { callerRules } from '../domain/callerRules.ts';
import { message, type Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { User } from '../domain/user.ts';
import type { Fact, View } from '../domain/view.ts';
import { button } from './buttons.ts';
import { conferenceNow, findMeeting } from './attending/conferenceDoor.ts';
import { openedBy, type OpenedMeeting } from './attending/openedMeeting.ts';
import { mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { ADMINS, operation, type Work } from './operation.ts';

/** The most that is said and done in one call here. */
const MOST_STEPS = 12;

/** Shows, line by line, what somebody meets who calls a person's meeting now: by the flow of real calls, and without making one. */
export const simulateCall = operation({
  name: 'simulateCall',
  right: ADMINS,
  fields: { people: people(1) },
  form: ['people'],
  under: 'why',
  changes: false,
  personal: true,
  async run(work, { people: users }): Promise<View> {
    const [user] = users;
    if (!user) throw new Refusal('person-missing');
    mustBeEnabled(user);
    if (work.settings.UseUniqueConferenceIds) throw new Refusal('dynamic-ids', { person: user.displayName });
    const number =
      user.serviceNumber === null ? undefined : await work.tx.serviceNumbers.get(user.serviceNumber);
    const opened = number && (await openedBy(work, user.conferenceId ?? '', number));
    if (!number || !opened) throw new Refusal('call-not-possible', { person: user.displayName });
    const found = await findMeeting(work, opened.conferenceId, number);
    const asCaller = await transcript(work, user, number, opened, false);
    const asOrganizer = found?.needsOrganizer ? await transcript(work, user, number, opened, true) : [];
    return {
      kind: 'facts',
      title: message('title.simulateCall', {
        person: user.displayName,
        number: formatPhoneNumber(number.number),
      }),
      facts: [
        ...(asOrganizer.length > 0 ? [{ label: 'simulated', value: message('simulation.asCaller') }] : []),
        ...asCaller,
        ...(asOrganizer.length > 0 ? [{ label: 'simulated', value: message('simulation.asOrganizer') }] : []),
        ...asOrganizer,
      ],
      notes: [message('simulation.note')],
      cmdlet: null,
      buttons: [button('why', { people: [user.upn] })],
    };
  },
});

/** One call, as lines of who says or does what. */
async function transcript(
  work: Work,
  user: User,
  number: ServiceNumber,
  opened: OpenedMeeting,
  isOrganizer: boolean,
): Promise<Fact[]> {
  let call = newCall({
    id: 'simulated',
    from: null,
    to: number.number,
    startedAt: work.now.toISOString(),
    languages: spokenOf([number.primaryLanguage]),
    records: work.house.recordsNames,
  });
  const lines: Fact[] = [];
  let act: { heard: Heard; shown: Message | null } = { heard: { kind: 'arrived' }, shown: null };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (act.shown) lines.push({ label: 'caller', value: act.shown });
    call = await goOn(call, act.heard, (now, need) => answerTo(work, user, number, opened, now, need));
    for (const { text, params } of call.answer.says)
      lines.push({ label: 'attendant', value: message(`voice.${text}`, params) });
    const next = actOf(call, opened.conferenceId, isOrganizer);
    if (!next) break;
    act = next;
  }
  const end = call.stage === 'lobby' || call.stage === 'meeting' ? call.stage : 'ended';
  return [...lines, { label: 'outcome', value: message(`simulation.${end}`) }];
}

/** What the caller does; undefined when the call has got where it goes. */
function actOf(
  { stage }: Call,
  conferenceId: string,
  isOrganizer: boolean,
): { heard: Heard; shown: Message } | undefined {
  const keys = (pressed: string, shown: Message) => ({
    heard: { kind: 'keys' as const, keys: pressed },
    shown,
  });
  if (stage === 'id') return keys(conferenceId, message('simulation.keys', { keys: `${conferenceId} #` }));
  if (stage === 'star')
    return isOrganizer
      ? keys('*', message('simulation.keys', { keys: '*' }))
      : keys('', message('simulation.nothing'));
  if (stage === 'name')
    return { heard: { kind: 'recorded', recording: null }, shown: message('simulation.name') };
  return stage === 'pin' ? keys('right', message('simulation.pin')) : undefined;
}

/** What the flow has to know, as it is now; the PIN is taken for right, since nobody here knows it. Nothing is changed. */
async function answerTo(
  work: Work,
  user: User,
  number: ServiceNumber,
  opened: OpenedMeeting,
  call: Call,
  need: Need,
): Promise<Learned> {
  if (need.need === 'meeting')
    return { kind: 'meeting', meeting: await findMeeting(work, need.conferenceId, number) };
  if (need.need === 'pin') return { kind: 'pin', isRight: true };
  const before = await conferenceNow(work, opened);
  const rules = callerRules(user, work.settings);
  const entrant = { call: call.id, from: null, callStartedAt: call.startedAt, isOrganizer: call.isOrganizer };
  const { conference, place, starts } = enter(before, entrant, rules, work.now, () => before.room);
  if (place === 'lobby') return { kind: 'lobby', admission: rules.admission };
  const tone = work.settings.EnableEntryExitNotifications;
  return { kind: 'room', room: conference.room, tone, seconds: 1, starts };
}
