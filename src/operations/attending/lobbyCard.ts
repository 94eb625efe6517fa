import { cardAbout, waitingIn, type Conference } from '../../domain/conference.ts';
import { message } from '../../domain/message.ts';
import { callerShown } from '../../domain/callerRules.ts';
import type { TenantSettings } from '../../domain/settings.ts';
import type { User } from '../../domain/user.ts';
import type { View } from '../../domain/view.ts';
import { button } from '../buttons.ts';
import { queueCard } from '../notices.ts';
import { onBehalfOf, type CallWork } from './callWork.ts';

/** The most callers who are named. */
const MOST_NAMED = 10;

/**
 * Tells the organizer who waits: by a card when the first one does, which then follows. Gives the conference with what is known of
 * the card.
 */
export async function lobbyChanged(
  work: CallWork,
  organizer: User,
  before: Conference,
  after: Conference,
): Promise<Conference> {
  // A card from before, which nobody has waited on for a while, is no news to anybody.
  if (after.card !== null && before.participants.length > 0) {
    return looksTheSame(before, after, work.settings)
      ? after
      : { ...after, card: { ...after.card, isDue: true } };
  }
  if (waitingIn(after).length === 0) return after;
  const about = cardAbout(after.key, work.house.random.uuid());
  await queueCard(onBehalfOf(work, organizer), organizer, 'lobby', {
    view: lobbyView(after, work.settings),
    about,
  });
  return { ...after, card: { about, isDue: false } };
}

/** Who waits, as far as the masking lets the organizer know, and what can be done about it. */
export function lobbyView(conference: Conference, settings: TenantSettings): View {
  const waiting = waitingIn(conference);
  const count = waiting.length;
  const standing = count === 0 ? 'over' : conference.isOpen ? 'open' : 'waiting';
  const isDecided = standing !== 'waiting';
  return {
    kind: 'facts',
    title: message(`lobby.title.${standing}`, { count }),
    facts: waiting
      .slice(0, MOST_NAMED)
      .map(({ from }) => ({ label: 'caller', value: callerShown(from, settings.MaskPstnNumbersType) })),
    notes: isDecided ? [] : [message(noteOf(conference, settings))],
    cmdlet: null,
    buttons: isDecided ? [] : [button('admitCallers', { conference: conference.key })],
  };
}

/** Whether the card of a conference need not be changed. */
export function looksTheSame(before: Conference, after: Conference, settings: TenantSettings): boolean {
  return JSON.stringify(lobbyView(before, settings)) === JSON.stringify(lobbyView(after, settings));
}

function noteOf({ startedAt }: Conference, { LobbyAdmission }: TenantSettings): string {
  if (startedAt !== null) return 'lobby.note.started';
  return LobbyAdmission === 'auto' ? 'lobby.note.auto' : 'lobby.note.organizer';
}
